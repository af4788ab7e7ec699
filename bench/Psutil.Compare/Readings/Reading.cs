namespace Psutil.Compare.Readings;

/// <summary>
/// One row of the comparison that runs in .NET: how a contestant does a workload. To add a row, derive from this and name the class in
/// <see cref="AllReadings"/>.
/// </summary>
internal abstract class Reading
{
    /// <summary>Who does it, as the table names it.</summary>
    public abstract string Contestant { get; }

    /// <summary>The workload's key, one of <see cref="Workload.All"/>.</summary>
    public abstract string Workload { get; }

    /// <summary>The most that this may take, as a multiple of the floor; null if nothing is demanded of it.</summary>
    public virtual double? Bar => null;

    /// <summary>Names the process that a workload about one process reads.</summary>
    public virtual void Aim(int pid) { }

    /// <summary>One round. Returns how many things (processes, or 1 for a call about the machine) it read.</summary>
    public abstract int Read();

    /// <summary>Writes what the last round read, in the floor's words and units.</summary>
    public abstract void Check(RecordWriter records);
}
