using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace Psutil.Tool.Commands;

/// <summary><c>psutil --version</c>.</summary>
internal sealed class PrintVersion : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        // Without the source revision that the build adds behind a plus sign.
        string version = typeof(PrintVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
        parseResult.InvocationConfiguration.Output.WriteLine("psutil " + version);
        return ExitCode.Found;
    }
}
