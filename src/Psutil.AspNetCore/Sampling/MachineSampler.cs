using Psutil.Diagnostics;
using Psutil.Tool.Readings;

namespace Psutil.AspNetCore.Sampling;

/// <summary>
/// Takes samples of the machine, and keeps the base of the next one. What can take long (file systems, sensors) is read in the background,
/// less often, and a sample has what was read last. Not thread-safe.
/// </summary>
internal sealed class MachineSampler(SharedMachine machine)
{
    private static readonly TimeSpan FileSystemInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SensorInterval = TimeSpan.FromSeconds(2);

    private readonly Latest<IReadOnlyList<PartitionUsage>> _fileSystemSource = new(machine.Inner.TimeProvider, FileSystemInterval, () =>
        Task.Run(() => machine.Disks.GetUsagesAsync(machine.Disks.GetPartitions()))
    );

    private readonly Latest<SensorsReading> _sensorSource = new(machine.Inner.TimeProvider, SensorInterval, () =>
        SensorsReading.Take(machine.Sensors, new Gaps())
    );

    private readonly Latest<IReadOnlyList<GpuUse>> _gpuSource = new(machine.Inner.TimeProvider, SensorInterval, GpusOf(machine));

    private CpuTimes? _cpu;
    private IReadOnlyList<CpuCoreTimes> _cores = [];
    private DiskMeter? _disks;
    private NetworkMeter? _network;
    private SwapMemory? _swap;
    private long _swapReadAt;
    private IReadOnlyList<PartitionUsage>? _fileSystems;
    private SensorsReading? _sensors;
    private IReadOnlyList<GpuUse>? _gpus;

    /// <summary>Takes a sample.</summary>
    public MachineSample Take()
    {
        Gaps gaps = new();
        CpuTimes? cpu = gaps.ReadValue(CpuReading.PlaceOfTimes, machine.Cpu.GetTimes);
        IReadOnlyList<CpuCoreTimes> cores = gaps.Read(CpuReading.PlaceOfTimesPerCpu, machine.Cpu.GetTimesPerCpu) ?? [];
        MemoryReading memory = MemoryReading.Take(machine.Memory, gaps);
        (double? swapIn, double? swapOut) = MeasureSwap(memory.Swap);
        _fileSystems = TakeBackground(_fileSystemSource) ?? _fileSystems;
        _sensors = TakeBackground(_sensorSource) ?? _sensors;
        _gpus = TakeBackground(_gpuSource) ?? _gpus;
        MachineSample sample = new()
        {
            Time = machine.TimeProvider.GetUtcNow(),
            Cpu = cpu is { } now && _cpu is { } before ? now.PercentSince(before) : null,
            Cores = Compare(cores, _cores),
            Load = gaps.ReadValue("cpu.load_average", machine.Cpu.GetLoadAverage),
            Memory = memory,
            SwapInRate = swapIn,
            SwapOutRate = swapOut,
            CpuPressure = gaps.ReadValue("cpu.pressure", machine.Cpu.GetPressure),
            IOPressure = gaps.ReadValue("disks.pressure", machine.Disks.GetPressure),
            Disks = gaps.Read("disks.io_counters", ReadDisks),
            Network = gaps.Read("network.io_counters", ReadNetwork),
            FileSystems = _fileSystems,
            Sensors = _sensors,
            Gpus = _gpus,
            Gaps = gaps,
        };
        (_cpu, _cores) = (cpu, cores);
        return sample;
    }

    // Empty where GPUs are not supported.
    private static Func<IReadOnlyList<GpuUse>> GpusOf(SharedMachine machine)
    {
        GpuUses uses = new(machine.Gpus);
        return () => new Gaps().Read("gpus", uses.Read) ?? [];
    }

    // The readings that did not fail; a failure of the list itself leaves the last.
    private static T? TakeBackground<T>(Latest<T> source)
        where T : class
    {
        Task<T> reading = source.GetAsync();
        return reading.IsCompletedSuccessfully ? reading.Result : null;
    }

    private static (int, CpuTimesPercent?)[] Compare(IReadOnlyList<CpuCoreTimes> later, IReadOnlyList<CpuCoreTimes> earlier)
    {
        (int, CpuTimesPercent?)[] cores = new (int, CpuTimesPercent?)[later.Count];
        int at = 0;
        for (int index = 0; index < cores.Length; index++)
        {
            // Both are in the order of the numbers.
            int number = later[index].Number;
            while (at < earlier.Count && earlier[at].Number < number)
            {
                at++;
            }

            bool wasThere = at < earlier.Count && earlier[at].Number == number;
            cores[index] = (number, wasThere ? later[index].Times.PercentSince(earlier[at].Times) : null);
        }

        return cores;
    }

    private (double? In, double? Out) MeasureSwap(SwapMemory? known)
    {
        long now = machine.TimeProvider.GetTimestamp();
        double seconds = machine.TimeProvider.GetElapsedTime(_swapReadAt, now).TotalSeconds;
        (SwapMemory? before, _swap, _swapReadAt) = (_swap, known, now);
        return before is { } earlier && known is { } later && seconds > 0
            ? (PerSecond(later.SwappedIn - earlier.SwappedIn, seconds), PerSecond(later.SwappedOut - earlier.SwappedOut, seconds))
            : (null, null);
    }

    private static double? PerSecond(long? difference, double seconds) => difference is >= 0 ? difference / seconds : null;

    // The first call of each starts the measuring.
    private DiskIOReading? ReadDisks()
    {
        if (_disks is not null)
        {
            return _disks.Read();
        }

        _disks = machine.Disks.CreateMeter();
        return null;
    }

    private NetworkIOReading? ReadNetwork()
    {
        if (_network is not null)
        {
            return _network.Read();
        }

        _network = machine.Network.CreateMeter();
        return null;
    }
}
