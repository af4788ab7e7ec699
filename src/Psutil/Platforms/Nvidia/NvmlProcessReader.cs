using Psutil.Platforms.Nvidia.Interop;

namespace Psutil.Platforms.Nvidia;

/// <summary>Reads the processes of one GPU.</summary>
internal sealed class NvmlProcessReader(NvmlFunctions nvml, nint device, string address)
{
    // A GPU is shared by some dozens at most. More than this are not listed.
    private const int Most = 16 * 1024;

    // Between two calls more processes can have come.
    private const int MostAttempts = 5;
    private const int Spare = 16;

    // NVML reports this as the memory of a process whose memory it does not know (NVML_VALUE_NOT_AVAILABLE).
    private const ulong Unknown = ulong.MaxValue;

    private static readonly TimeSpan SampledTime = TimeSpan.FromSeconds(1);

    /// <summary>The processes, by PID; null, with the reason, if they could not be listed.</summary>
    public IReadOnlyList<NvmlProcess>? Read(out Unavailability? missing)
    {
        Dictionary<(uint Pid, uint Gpu, uint Compute), ulong> memory = [];
        NvmlResult compute = AddAll(memory, graphics: false);
        NvmlResult graphics = AddAll(memory, graphics: true);
        missing =
            compute == NvmlResult.Success || graphics == NvmlResult.Success
                ? null
                : NvmlErrors.ReasonOf("nvmlDeviceGetComputeRunningProcesses", compute);
        if (missing is not null)
        {
            return null;
        }

        Dictionary<uint, double> use = ReadUse();
        SortedDictionary<int, NvmlProcess> processes = [];
        foreach (((uint pid, _, _), ulong bytes) in memory)
        {
            if (pid is 0 or > int.MaxValue)
            {
                continue;
            }

            // With MIG, a process can have a part of each instance.
            long? own = bytes <= long.MaxValue ? (long)bytes : null;
            long? others = processes.TryGetValue((int)pid, out NvmlProcess known) ? known.Memory : null;
            processes[(int)pid] = new NvmlProcess(
                (int)pid,
                address,
                own is { } more && others is { } some ? Saturating.Add(more, some) : own ?? others,
                use.TryGetValue(pid, out double percent) ? percent : null
            );
        }

        return [.. processes.Values];
    }

    /// <summary>A process that computes and draws is in both lists, with the same memory.</summary>
    private NvmlResult AddAll(Dictionary<(uint Pid, uint Gpu, uint Compute), ulong> memory, bool graphics)
    {
        NvmlResult result;
        if (nvml.HasProcessesV2(graphics))
        {
            result = ReadList(
                (ref uint count, Span<NvmlProcessV2> room) => nvml.GetProcesses(device, graphics, ref count, room),
                out NvmlProcessV2[] processes
            );
            foreach (NvmlProcessV2 process in processes)
            {
                Add(memory, (process.Pid, process.GpuInstance, process.ComputeInstance), process.UsedMemory);
            }
        }
        else
        {
            result = ReadList(
                (ref uint count, Span<NvmlProcessV1> room) => nvml.GetProcesses(device, graphics, ref count, room),
                out NvmlProcessV1[] processes
            );
            foreach (NvmlProcessV1 process in processes)
            {
                Add(memory, (process.Pid, 0, 0), process.UsedMemory);
            }
        }

        return result;
    }

    private static void Add(
        Dictionary<(uint Pid, uint Gpu, uint Compute), ulong> memory,
        (uint Pid, uint Gpu, uint Compute) key,
        ulong bytes
    )
    {
        // The unknown is the largest number: a known one counts before it.
        bool isKnown = memory.TryGetValue(key, out ulong other);
        memory[key] =
            !isKnown || other == Unknown ? bytes
            : bytes == Unknown ? other
            : Math.Max(bytes, other);
    }

    // Processes that did nothing are not in the list, or with zero.
    private Dictionary<uint, double> ReadUse()
    {
        ulong since = (ulong)((DateTimeOffset.UtcNow - SampledTime - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        ReadList(
            (ref uint count, Span<NvmlProcessSample> room) => nvml.GetProcessSamples(device, since, ref count, room),
            out NvmlProcessSample[] samples
        );
        Dictionary<uint, (ulong Time, double Percent)> newest = [];
        foreach (NvmlProcessSample sample in samples)
        {
            // An error of some drivers gives percentages of thousands of millions.
            if (sample.Gpu <= 100 && sample.Time >= since && (!newest.TryGetValue(sample.Pid, out var other) || sample.Time >= other.Time))
            {
                newest[sample.Pid] = (sample.Time, sample.Gpu);
            }
        }

        return newest.ToDictionary(sample => sample.Key, sample => sample.Value.Percent);
    }

    private static NvmlResult ReadList<T>(ListCall<T> call, out T[] items)
    {
        items = [];
        T[] room = new T[Spare];
        for (int attempt = 0; ; attempt++)
        {
            uint count = (uint)room.Length;
            NvmlResult result = call(ref count, room);
            if (result == NvmlResult.Success)
            {
                // A driver can count more than it has written.
                items = room[..(int)Math.Min(count, (uint)room.Length)];
                return result;
            }

            if (result != NvmlResult.InsufficientSize || attempt == MostAttempts || room.Length >= Most)
            {
                return result;
            }

            room = new T[Math.Min(Math.Max((long)count, room.Length * 2) + Spare, Most)];
        }
    }

    private delegate NvmlResult ListCall<T>(ref uint count, Span<T> room);
}
