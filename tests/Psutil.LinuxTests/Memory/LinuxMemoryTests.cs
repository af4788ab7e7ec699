using System.Text.Json;
using Psutil.LinuxTests.Oracle;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.LinuxTests;

public class LinuxMemoryTests
{
    // What runs beside a test may take or give back this much between two readings.
    private const long Tolerance = 64L * 1024 * 1024;

    private static Memory Memory => Machine.Local.Memory;

    [Fact]
    public void MemoryIsWhatFreePrints() =>
        Sampling.Retry(() =>
        {
            long[] free = [.. Fields(Command.Run("free", "--bytes", "--wide"), "Mem:")];
            VirtualMemory ours = Memory.GetVirtual();
            Assert.Equal(free[0], ours.Total);
            Assert.InRange(ours.Free, free[2] - Tolerance, free[2] + Tolerance);
            Assert.InRange(ours.Shared!.Value, free[3] - Tolerance, free[3] + Tolerance);
            Assert.InRange(ours.Buffers!.Value, free[4] - Tolerance, free[4] + Tolerance);
            Assert.InRange(ours.Cached!.Value, free[5] - Tolerance, free[5] + Tolerance);
            Assert.InRange(ours.Available, free[6] - Tolerance, free[6] + Tolerance);
            Assert.Equal(ours.Total - ours.Available, ours.Used);
        });

    [Fact]
    public void MemoryIsWhatPsutilSays() =>
        Sampling.Retry(() =>
        {
            JsonElement theirs = PythonPsutil.Evaluate("psutil.virtual_memory()._asdict()");
            VirtualMemory ours = Memory.GetVirtual();
            Assert.Equal(theirs.GetProperty("total").GetInt64(), ours.Total);
            foreach (
                (string name, long? value) in (IEnumerable<(string, long?)>)
                    [
                        ("available", ours.Available),
                        ("free", ours.Free),
                        ("active", ours.Active),
                        ("inactive", ours.Inactive),
                        ("buffers", ours.Buffers),
                        ("cached", ours.Cached),
                        ("shared", ours.Shared),
                        ("slab", ours.Slab),
                    ]
            )
            {
                long expected = theirs.GetProperty(name).GetInt64();
                Assert.True(Math.Abs(value!.Value - expected) <= Tolerance, $"{name}: {value} is not near {expected}");
            }

            Assert.InRange(ours.Percent, theirs.GetProperty("percent").GetDouble() - 1, theirs.GetProperty("percent").GetDouble() + 1);
        });

    [Fact]
    public void TheEstimateIsNearWhatThisKernelSaysItself() =>
        Sampling.Retry(() =>
        {
            // The kernel may hold back a little more since it learnt to count (Linux 4.20): some percent.
            ProcMeminfo info = ProcMeminfo.Parse(File.ReadAllBytes("/proc/meminfo"), out _);
            long low = ProcZoneinfo.SumLowWatermarks(File.ReadAllBytes("/proc/zoneinfo")) * Libc.PageSize;
            long estimate = AvailableMemory.Estimate(info, info.Free!.Value, low);
            Assert.InRange(estimate, info.Available!.Value * 0.95, info.Available.Value * 1.05);
        });

    [Fact]
    public void SwapIsWhatFreeAndTheCLibrarySay() =>
        Sampling.Retry(() =>
        {
            long[] free = [.. Fields(Command.Run("free", "--bytes"), "Swap:")];
            SwapMemory ours = Memory.GetSwap();
            Assert.Equal(free[0], ours.Total);
            Assert.InRange(ours.Used, free[1] - Tolerance, free[1] + Tolerance);
            Assert.InRange(ours.Free, free[2] - Tolerance, free[2] + Tolerance);
            Assert.True(Libc.TryGetSwap(out long total, out long unused));
            Assert.Equal(ours.Total, total);
            Assert.InRange(unused, ours.Free - Tolerance, ours.Free + Tolerance);
        });

    [Fact]
    public void SwappedPagesLieBetweenTwoReadingsOfTheKernel()
    {
        (long inBefore, long outBefore) = Read();
        SwapMemory ours = Memory.GetSwap();
        (long inAfter, long outAfter) = Read();
        Assert.InRange(ours.SwappedIn!.Value, inBefore, inAfter);
        Assert.InRange(ours.SwappedOut!.Value, outBefore, outAfter);

        static (long In, long Out) Read()
        {
            Dictionary<string, long> counters = File.ReadLines("/proc/vmstat")
                .Select(line => line.Split(' '))
                .ToDictionary(fields => fields[0], fields => long.Parse(fields[1], CultureInfo.InvariantCulture));
            return (counters["pswpin"] * Environment.SystemPageSize, counters["pswpout"] * Environment.SystemPageSize);
        }
    }

    [Fact]
    public void PageFaultsLieBetweenTwoReadingsOfTheKernel()
    {
        (long allBefore, long majorBefore) = Read();
        SwapMemory ours = Memory.GetSwap();
        (long allAfter, long majorAfter) = Read();
        Assert.InRange(ours.PageFaults!.Value, allBefore, allAfter);
        Assert.InRange(ours.MajorPageFaults!.Value, majorBefore, majorAfter);

        static (long All, long Major) Read()
        {
            string[] lines = File.ReadAllLines("/proc/vmstat");
            return (Find("pgfault "), Find("pgmajfault "));

            long Find(string start) =>
                long.Parse(
                    lines.Single(line => line.StartsWith(start, StringComparison.Ordinal))[start.Length..],
                    CultureInfo.InvariantCulture
                );
        }
    }

    [Fact]
    public void TheHugePagesAreThoseOfTheKernel()
    {
        Dictionary<string, long> lines = File.ReadLines("/proc/meminfo")
            .Select(line => line.Split([':', ' '], StringSplitOptions.RemoveEmptyEntries))
            .ToDictionary(fields => fields[0], fields => long.Parse(fields[1], CultureInfo.InvariantCulture));
        HugePages? pages = Memory.GetVirtual().HugePages;
        Assert.Equal(lines.ContainsKey("Hugepagesize"), pages is not null);
        Assert.Equal(lines.GetValueOrDefault("Hugepagesize") * 1024, pages.GetValueOrDefault().PageSize.GetValueOrDefault());
    }

    [Fact]
    public void AnAllocationIsSeen()
    {
        const int Size = 256 * 1024 * 1024;
        const int Attempts = 10;
        List<long> changes = [];
        do
        {
            long before = Memory.GetVirtual().Available;
            byte[] block = GC.AllocateUninitializedArray<byte>(Size);
            block.AsSpan().Fill(1);
            changes.Add(before - Memory.GetVirtual().Available);
            GC.KeepAlive(block);
        } while (changes[^1] is < Size / 4 or > Size * 4L && changes.Count < Attempts);

        // Others take and free memory meanwhile, but not as much every time.
        Assert.InRange(changes[^1], Size / 4, Size * 4L);
    }

    [Fact]
    public void PressureIsReadWhereTheKernelKeepsIt()
    {
        bool isKept = File.Exists("/proc/pressure/memory");
        Assert.Equal(isKept, Memory.GetPressure() is not null);
    }

    private static IEnumerable<long> Fields(string output, string label) =>
        output
            .Split('\n')
            .Single(line => line.StartsWith(label, StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(field => long.Parse(field, CultureInfo.InvariantCulture));
}
