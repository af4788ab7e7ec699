namespace Psutil.Compare.Contestants;

/// <summary>One who takes part: it can measure itself in a workload and tell what it read.</summary>
internal abstract class Contestant(string name) : IDisposable
{
    public string Name { get; } = name;

    /// <summary>Whether its code gets faster while it runs.</summary>
    public virtual bool NeedsWarmth => false;

    /// <summary>Whether it must give every value that the floor gives.</summary>
    public virtual bool MustBeComplete => false;

    /// <summary>The most that it may take in a workload, as a multiple of the floor; null if nothing is demanded of it.</summary>
    public virtual double? BarFor(Workload workload) => null;

    /// <summary>Names the process that a workload about one process reads.</summary>
    public abstract void Aim(int pid);

    /// <summary>Does a workload so many times; null if it cannot do it.</summary>
    public abstract Sample? Run(Workload workload, int rounds);

    /// <summary>Does a workload once and tells what it read.</summary>
    public abstract Records Check(Workload workload);

    /// <summary>The program that does a workload so many times and ends.</summary>
    public abstract Command Once(Workload workload, int rounds, int pid);

    public abstract void Dispose();
}
