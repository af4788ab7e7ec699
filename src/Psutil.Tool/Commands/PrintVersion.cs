using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace Psutil.Tool.Commands;

/// <summary><c>psutil --version</c>.</summary>
internal sealed class PrintVersion : SynchronousCommandLineAction
{
    /// <summary>The version, without the source revision that the build appends after a plus sign.</summary>
    public static string Version =>
        typeof(PrintVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine("psutil " + Version);
        return ExitCode.Found;
    }
}
