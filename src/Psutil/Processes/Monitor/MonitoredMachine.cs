namespace Psutil;

/// <summary>What the percentages of a monitor are of: read at most once for each refresh, and only if somebody asks.</summary>
/// <param name="machine">The machine; null if it is unknown.</param>
internal sealed class MonitoredMachine(Machine? machine)
{
    private int? _cpuCount;
    private VirtualMemory? _memory;
    private bool _hasCpuCount;
    private bool _hasMemory;

    /// <summary>The number of CPUs; null if unknown.</summary>
    public int? CpuCount
    {
        get
        {
            if (!_hasCpuCount)
            {
                _cpuCount = Read(static machine => (int?)machine.Cpu.GetLogicalCount());
                _hasCpuCount = true;
            }

            return _cpuCount;
        }
    }

    /// <summary>The memory; null if unknown.</summary>
    public VirtualMemory? Memory
    {
        get
        {
            if (!_hasMemory)
            {
                _memory = Read(static machine => machine.Memory.GetVirtual());
                _hasMemory = true;
            }

            return _memory;
        }
    }

    /// <summary>The next use reads both anew.</summary>
    public void Forget() => (_hasCpuCount, _hasMemory) = (false, false);

    private T? Read<T>(Func<Machine, T> read)
    {
        try
        {
            return machine is null ? default : read(machine);
        }
        catch (Exception exception) when (exception is PsutilException or ObjectDisposedException)
        {
            return default;
        }
    }
}
