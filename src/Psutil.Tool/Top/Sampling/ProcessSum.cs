namespace Psutil.Tool.Top.Sampling;

/// <summary>The use of several processes together.</summary>
internal sealed class ProcessSum
{
    public double CpuPercent { get; private set; }

    public double CpuPercentOfMachine { get; private set; }

    /// <summary>In bytes; pages that they share are counted for each.</summary>
    public long Rss { get; private set; }

    public long Threads { get; private set; }

    public int Count { get; private set; }

    public void Add(TopProcess process)
    {
        CpuPercent += process.CpuPercent ?? 0;
        CpuPercentOfMachine += process.CpuPercentOfMachine ?? 0;
        Rss += process.Snapshot.Memory?.Rss ?? 0;
        Threads += process.Snapshot.ThreadCount ?? 0;
        Count++;
    }

    public void Add(ProcessSum other)
    {
        CpuPercent += other.CpuPercent;
        CpuPercentOfMachine += other.CpuPercentOfMachine;
        Rss += other.Rss;
        Threads += other.Threads;
        Count += other.Count;
    }
}
