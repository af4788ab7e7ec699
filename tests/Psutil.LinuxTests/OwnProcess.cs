using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Psutil.LinuxTests.Oracle;

namespace Psutil.LinuxTests;

/// <summary>
/// Runs a test in a process of its own: because it is about the whole process, or because it takes rights from one of its threads. Threads
/// that are started there, those of the thread pool and of the library, have these rights no more either, and would go on to work for
/// other tests.
/// </summary>
internal static partial class OwnProcess
{
    private const string Variable = "PSUTIL_TEST_IN_OWN_PROCESS";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly ConcurrentDictionary<Type, Lazy<(int ExitCode, string Output, string Error)>> Classes = new();

    private static bool IsOwn => Environment.GetEnvironmentVariable(Variable) is not null;

    /// <summary>Runs the test there, unless this is that process: then it returns true, and the caller goes on.</summary>
    /// <param name="type">The class of the test.</param>
    /// <param name="method">The test, which is called again there.</param>
    /// <param name="preparation">What the shell does first, as <c>ulimit -n 100</c>.</param>
    /// <param name="under">The program that starts the shell, with its arguments; null for none.</param>
    public static bool IsThis(Type type, string method, string preparation = ":", string[]? under = null)
    {
        if (!IsOwn)
        {
            AssertPassed(Run($"-method '{type.FullName}.{method}'", preparation, under ?? []));
        }

        return IsOwn;
    }

    /// <summary>Runs all tests of the class there, once for all of them; in that process it returns true, and the caller goes on.</summary>
    public static bool IsOf(Type type)
    {
        if (!IsOwn)
        {
            AssertPassed(Classes.GetOrAdd(type, static type => new(() => Run($"-class '{type.FullName}'", ":", []))).Value);
        }

        return IsOwn;
    }

    private static (int ExitCode, string Output, string Error) Run(string filter, string preparation, string[] under)
    {
        string script = $"{preparation}; {Variable}=1 exec \"$0\" {filter} -noColor";
        string[] line = [.. under, "sh", "-c", script, Path.Join(AppContext.BaseDirectory, "Psutil.LinuxTests")];
        return Command.TryRun(Patience, line[0], line[1..]);
    }

    [GeneratedRegex(@"Total: (?<total>\d+),.* Skipped: (?<skipped>\d+),")]
    private static partial Regex Totals();

    private static void AssertPassed((int ExitCode, string Output, string Error) run)
    {
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Match totals = Totals().Match(run.Output);
        Assert.True(totals.Success && totals.Groups["total"].Value != "0", run.Output);
        Assert.SkipWhen(totals.Groups["total"].Value == totals.Groups["skipped"].Value, run.Output);
    }
}
