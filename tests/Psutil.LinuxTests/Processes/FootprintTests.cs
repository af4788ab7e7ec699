using System.Diagnostics;

namespace Psutil.LinuxTests;

/// <summary>
/// USS, PSS and swap beside the sums of <c>smaps</c>, read another way. Not beside psutil: Python's own libraries are shared while it
/// looks, which changes everybody's.
/// </summary>
public class FootprintTests
{
    private const int Attempts = 10;

    [Fact]
    public void EveryProcesssFootprintIsTheSumOfItsMaps()
    {
        // These hold still. Of the others, in a container there are few.
        using Child first = new();
        using Child second = new();
        using Child third = new();
        HashSet<int> open = [.. Machine.Local.Processes.GetPids()];
        Dictionary<int, int> disagreements = [];
        int compared = 0;
        Stopwatch watch = Stopwatch.StartNew();
        for (int attempt = 0; open.Count > 0 && (attempt < Attempts || (compared < 3 && watch.Elapsed < Child.Patience)); attempt++)
        {
            foreach (int pid in open.ToArray())
            {
                Sums? before = Sum(pid);
                ProcessMemoryFootprint? ours = Machine.Local.Processes.TryGet(pid, out OSProcess? process)
                    ? process.Capture(ProcessFields.MemoryFootprint).MemoryFootprint
                    : null;
                Sums? after = Sum(pid);
                if (before is null || after is null || ours is null)
                {
                    open.Remove(pid);
                }
                else if (
                    before == after
                    && ours.Value.Uss == before.Uss
                    && ours.Value.Swap == before.Swap
                    && Math.Abs(ours.Value.Pss!.Value - before.Pss) <= 1024L * (before.Maps + 1)
                )
                {
                    // Each map's PSS is rounded to whole kibibytes in smaps, their sum only once in the rollup.
                    compared += before.Maps > 0 ? 1 : 0;
                    open.Remove(pid);
                    disagreements.Remove(pid);
                }
                else if (before == after && attempt < Attempts)
                {
                    disagreements[pid] = disagreements.GetValueOrDefault(pid) + 1;
                }
            }
        }

        Assert.True(compared >= 3, $"Only {compared} processes with memory could be compared.");
        // A process that never holds still tells nothing; one that does, and differs each time, is a wrong answer.
        Assert.DoesNotContain(disagreements, pair => pair.Value >= Attempts / 2);
    }

    [Fact]
    public void AKernelThreadHasNone()
    {
        ProcessSnapshot[] kernel =
        [
            .. Machine
                .Local.Processes.Capture(ProcessFields.Status | ProcessFields.MemoryFootprint)
                .Where(snapshot => snapshot.IsKernelThread == true),
        ];
        Assert.SkipWhen(kernel.Length == 0, "No kernel thread can be seen here, as in a container.");
        Assert.All(kernel, thread =>
        {
            Assert.Null(thread.MemoryFootprint);
            Assert.True(thread.WhyMissing(ProcessFields.MemoryFootprint)?.Reason is UnavailableReason.Absent or UnavailableReason.Denied);
        });
    }

    private static Sums? Sum(int pid)
    {
        try
        {
            string[] lines = File.ReadAllLines($"/proc/{pid}/smaps");
            return new Sums(
                Of("Private_"),
                Of("Pss:"),
                Of("Swap:"),
                lines.Count(line => line.StartsWith("Size:", StringComparison.Ordinal))
            );

            long Of(string key) =>
                lines
                    .Where(line => line.StartsWith(key, StringComparison.Ordinal))
                    .Sum(line =>
                        long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024
                    );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private sealed record Sums(long Uss, long Pss, long Swap, int Maps);
}
