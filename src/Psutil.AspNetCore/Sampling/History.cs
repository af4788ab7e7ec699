namespace Psutil.AspNetCore.Sampling;

/// <summary>The last hour of samples, in rings of one size. Safe for several threads.</summary>
internal sealed class History
{
    /// <summary>How long samples are kept.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromHours(1);

    private static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(1);

    // 3,600 samples of 200 series are 6 MB. A machine with more CPUs or mounts than that shows the first ones.
    private const int MostSeries = 200;

    private readonly Lock _lock = new();
    private readonly double[] _times;
    private readonly OrderedDictionary<string, double[]> _series = new(StringComparer.Ordinal);
    private readonly TimeSpan _interval;
    private DateTimeOffset _last = DateTimeOffset.MinValue;
    private long _next;

    /// <param name="interval">The time between two samples. More than one each second are not kept.</param>
    public History(TimeSpan interval)
    {
        _interval = interval > ShortestInterval ? interval : ShortestInterval;
        _times = new double[(int)(Length / _interval)];
    }

    /// <summary>Adds a sample.</summary>
    public void Add(MachineSample sample)
    {
        lock (_lock)
        {
            // A timer is not exact.
            if (sample.Time - _last < _interval / 2)
            {
                return;
            }

            _last = sample.Time;
            int at = (int)(_next % _times.Length);
            _times[at] = (sample.Time - DateTimeOffset.UnixEpoch).TotalSeconds;
            foreach (double[] values in _series.Values)
            {
                values[at] = double.NaN;
            }

            foreach ((string name, double? value) in ValuesOf(sample))
            {
                if (!_series.TryGetValue(name, out double[]? values))
                {
                    if (_series.Count == MostSeries)
                    {
                        continue;
                    }

                    values = new double[_times.Length];
                    Array.Fill(values, double.NaN);
                    _series.Add(name, values);
                }

                values[at] = value ?? double.NaN;
            }

            _next++;
        }
    }

    /// <summary>The samples, the oldest first: their times, and each series with NaN where a sample lacks it.</summary>
    public (double[] Times, IReadOnlyList<(string Name, double[] Values)> Series) Read()
    {
        lock (_lock)
        {
            return (InOrder(_times), [.. _series.Select(series => (series.Key, InOrder(series.Value)))]);
        }
    }

    private double[] InOrder(double[] ring)
    {
        int count = (int)Math.Min(_next, ring.Length);
        int start = (int)((_next - count) % ring.Length);
        return [.. ring.Skip(start).Take(count), .. ring.Take(Math.Max(0, start + count - ring.Length))];
    }

    private static IEnumerable<(string, double?)> ValuesOf(MachineSample sample)
    {
        CpuTimesPercent? cpu = sample.Cpu;
        yield return ("cpu.percent", cpu?.Busy);
        yield return ("cpu.user", cpu?.User);
        yield return ("cpu.nice", cpu?.Nice);
        yield return ("cpu.system", cpu?.System);
        yield return ("cpu.iowait", cpu?.IOWait);
        yield return ("cpu.irq", cpu?.Irq);
        yield return ("cpu.softirq", cpu?.SoftIrq);
        yield return ("cpu.steal", cpu?.Steal);
        yield return ("load", sample.Load?.OneMinute);
        VirtualMemory? memory = sample.Memory.Virtual;
        yield return ("memory.total", memory?.Total);
        yield return ("memory.available", memory?.Available);
        yield return ("memory.used", memory?.Used);
        yield return ("memory.free", memory?.Free);
        yield return ("memory.buffers", memory?.Buffers);
        yield return ("memory.cached", memory?.Cached);
        yield return ("memory.zfs_arc", memory?.ZfsCache);
        yield return ("swap.total", sample.Memory.Swap?.Total);
        yield return ("swap.used", sample.Memory.Swap?.Used);
        yield return ("swap.in", sample.SwapInRate);
        yield return ("swap.out", sample.SwapOutRate);
        yield return ("pressure.cpu", sample.CpuPressure?.Some.TenSeconds);
        yield return ("pressure.memory", sample.Memory.Pressure?.Some.TenSeconds);
        yield return ("pressure.memory.full", sample.Memory.Pressure?.Full?.TenSeconds);
        yield return ("pressure.io", sample.IOPressure?.Some.TenSeconds);
        yield return ("pressure.io.full", sample.IOPressure?.Full?.TenSeconds);
        yield return ("disk.read", sample.Disks?.Total?.ReadBytesPerSecond);
        yield return ("disk.write", sample.Disks?.Total?.WriteBytesPerSecond);
        // What a machine sends to itself is no traffic of the network.
        IEnumerable<NetworkIORates> links = (sample.Network?.PerInterface ?? new Dictionary<string, NetworkIORates>())
            .Where(link => link.Key is not ("lo" or "lo0"))
            .Select(link => link.Value);
        yield return ("network.recv", sample.Network is null ? null : links.Sum(rates => rates.BytesReceivedPerSecond));
        yield return ("network.sent", sample.Network is null ? null : links.Sum(rates => rates.BytesSentPerSecond));
        foreach ((int number, CpuTimesPercent? percent) in sample.Cores)
        {
            yield return (string.Create(CultureInfo.InvariantCulture, $"core.{number}"), percent?.Busy);
        }

        foreach (PartitionUsage entry in sample.FileSystems ?? [])
        {
            yield return ("volume." + entry.Partition.MountPoint, entry.Usage?.Percent);
        }
    }
}
