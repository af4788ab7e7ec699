using System.Diagnostics;

namespace Psutil.HostileTests.Sizes;

/// <summary>What one call cost.</summary>
/// <param name="Time">How long it took. Printed, and not held: the machine has others to serve.</param>
/// <param name="Cpu">The time that this process, and the kernel for it, computed.</param>
/// <param name="Allocated">The bytes of all objects that it made.</param>
/// <param name="Kept">The bytes of what it returned.</param>
/// <param name="Peak">How much higher the memory of this process rose than it was before, in bytes.</param>
internal readonly record struct Cost(TimeSpan Time, TimeSpan Cpu, long Allocated, long Kept, long Peak)
{
    private const long Mebibyte = 1 << 20;

    /// <summary>Makes a call and measures it.</summary>
    public static Cost Of(Func<object> call)
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        long heldBefore = GC.GetTotalMemory(forceFullCollection: true);
        ResetPeak();
        long rssBefore = ReadStatus("VmHWM:");
        long allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
        long start = Stopwatch.GetTimestamp();
        TimeSpan cpuBefore = Environment.CpuUsage.TotalTime;
        object result = call();
        TimeSpan cpu = Environment.CpuUsage.TotalTime - cpuBefore;
        TimeSpan time = Stopwatch.GetElapsedTime(start);
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore;
        long peak = ReadStatus("VmHWM:") - rssBefore;
        long kept = GC.GetTotalMemory(forceFullCollection: true) - heldBefore;
        GC.KeepAlive(result);
        return new Cost(time, cpu, allocated, kept, peak);
    }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Time.TotalMilliseconds, 8:0} ms, {Cpu.TotalMilliseconds, 6:0} ms CPU, {Allocated / Mebibyte, 5} MiB allocated, {Kept / Mebibyte, 4} MiB kept, {Peak / Mebibyte, 5} MiB peak"
        );

    // proc(5): 5 sets the peak to what is resident now.
    private static void ResetPeak() => File.WriteAllText("/proc/self/clear_refs", "5");

    private static long ReadStatus(string key) =>
        long.Parse(
            File.ReadLines("/proc/self/status").First(line => line.StartsWith(key, StringComparison.Ordinal))[key.Length..^2],
            CultureInfo.InvariantCulture
        ) * 1024;
}
