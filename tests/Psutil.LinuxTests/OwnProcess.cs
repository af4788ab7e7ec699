using Psutil.LinuxTests.Oracle;

namespace Psutil.LinuxTests;

/// <summary>Runs a test in a process of its own, because it is about the whole process, and other tests run in this one.</summary>
internal static class OwnProcess
{
    private const string Variable = "PSUTIL_TEST_IN_OWN_PROCESS";

    /// <summary>Runs the test there, unless this is that process: then it returns true, and the caller goes on.</summary>
    /// <param name="type">The class of the test.</param>
    /// <param name="method">The test, which is called again there.</param>
    /// <param name="preparation">What the shell does first, as <c>ulimit -n 100</c>.</param>
    public static bool IsThis(Type type, string method, string preparation = ":")
    {
        if (Environment.GetEnvironmentVariable(Variable) is not null)
        {
            return true;
        }

        string script = $"{preparation}; {Variable}=1 exec \"$0\" -method '*{type.Name}.{method}' -noColor";
        (int exitCode, string output, string error) = Command.TryRun(
            "sh",
            "-c",
            script,
            Path.Join(AppContext.BaseDirectory, "Psutil.LinuxTests")
        );
        Assert.True(exitCode == 0, output + error);
        Assert.Contains("Total: 1,", output, StringComparison.Ordinal);
        return false;
    }
}
