namespace Psutil.HostileTests.Leaks;

/// <summary>What this process holds at one moment.</summary>
/// <param name="Descriptors">Open descriptors.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Managed">Bytes of live objects.</param>
/// <param name="Native">Bytes that the C library's heap has given out.</param>
internal readonly record struct Holdings(int Descriptors, int Threads, long Managed, long Native)
{
    /// <summary>What is counted.</summary>
    public static IReadOnlyList<string> Names { get; } = [nameof(Descriptors), nameof(Threads), nameof(Managed), nameof(Native)];

    /// <summary>Counts after a full collection, when everything that can be finalized has been.</summary>
    public static Holdings Count()
    {
        for (int round = 0; round < 2; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        long managed = GC.GetTotalMemory(forceFullCollection: true);
        return new Holdings(
            Directory.GetFileSystemEntries("/proc/self/fd").Length,
            Directory.GetDirectories("/proc/self/task").Length,
            managed,
            Machine.Local.Memory.GetNativeHeap() is { } heap ? heap.HeapUsed + heap.MappedUsed : 0
        );
    }

    public static Holdings operator -(Holdings later, Holdings earlier) =>
        new(
            later.Descriptors - earlier.Descriptors,
            later.Threads - earlier.Threads,
            later.Managed - earlier.Managed,
            later.Native - earlier.Native
        );

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"descriptors {Descriptors:+0;-0;0}, threads {Threads:+0;-0;0}, managed {Managed:+0;-0;0}, native {Native:+0;-0;0}"
        );
}
