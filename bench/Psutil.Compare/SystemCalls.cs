using Psutil.Compare.Contestants;

namespace Psutil.Compare;

/// <summary>
/// Counts the system calls of a workload with strace: what more rounds make more of them, so that the start of the program does not count.
/// </summary>
internal static class SystemCalls
{
    public static bool IsAvailable => new Command("strace", "--version").TryRun() is not null;

    public static double? Count(Contestant contestant, Workload workload, int pid)
    {
        int few = workload.Setting is Setting.Machine or Setting.OneProcess ? 40 : 1;
        if (
            Trace(contestant.Once(workload, few, pid)) is not { } less
            || Trace(contestant.Once(workload, few * 3, pid)) is not { } more
            || more.Items <= less.Items
        )
        {
            return null;
        }

        return Math.Max(0, (double)(more.Calls - less.Calls) / (more.Items - less.Items));
    }

    private static (long Calls, long Items)? Trace(Command command)
    {
        string summary = Path.Join(Repository.Artifacts, "strace.txt");
        string? output = command.Under(new Command("strace", "-f", "-c", "-U", "calls,name", "-o", summary)).TryRun();
        if (output is null || Sample.Parse(output.Trim().Split('\n')[^1]) is not { } sample)
        {
            return null;
        }

        string total = File.ReadLines(summary).Last(line => line.EndsWith("total", StringComparison.Ordinal));
        return (long.Parse(total.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture), sample.Items);
    }
}
