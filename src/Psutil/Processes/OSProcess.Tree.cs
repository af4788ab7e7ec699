namespace Psutil;

// The fields of a whole tree.
public abstract partial class OSProcess
{
    /// <summary>
    /// Reads the requested fields of this process and all its descendants: this one first, and each before its own children. The tree comes
    /// from one pass over the process table, and so do the fields if all of them are in <see cref="ProcessFields.Basic"/>; others are then
    /// read for the members alone. A member that ends during the call is left out, or its <see cref="ProcessSnapshot.Unavailable"/> says
    /// so.
    /// </summary>
    /// <exception cref="NoSuchProcessException">The process has ended.</exception>
    /// <exception cref="PsutilException">The list of processes could not be read.</exception>
    public IReadOnlyList<ProcessSnapshot> CaptureTree(ProcessFields fields)
    {
        bool inOnePass = (fields & ~ProcessFields.Basic) == 0;
        ProcessFields wanted = fields | ProcessFields.ParentPid;
        IReadOnlyList<ProcessSnapshot> all = _processes.Capture(inOnePass ? wanted : ProcessFields.ParentPid);
        ProcessSnapshot root = all.FirstOrDefault(snapshot => Identity.IsSameAs(snapshot.Identity))
            ?? throw new NoSuchProcessException(Pid);
        IEnumerable<ProcessSnapshot> tree = Descendants(_processes, [Identity], all).Prepend(root);
        return inOnePass ? [.. tree] : [.. tree.Select(member => _processes.Get(member).Capture(wanted))];
    }

    /// <summary>
    /// The CPU time and memory of this process and all its descendants together, read in one pass over the process table.
    /// </summary>
    /// <param name="withPss">Whether to include the PSS. False by default: it is slow, because the kernel walks the memory maps of each
    /// process.</param>
    /// <exception cref="NoSuchProcessException">The process has ended.</exception>
    /// <exception cref="PsutilException">The list of processes could not be read.</exception>
    public ProcessTreeTotals GetTreeTotals(bool withPss = false)
    {
        IReadOnlyList<ProcessSnapshot> tree = CaptureTree(ProcessFields.CpuTimes | ProcessFields.Memory);
        TreeCpuTime cpuTime = new();
        cpuTime.Add(tree);
        return ProcessTreeTotals.Sum(_processes, tree, cpuTime.Total, withPss);
    }

    /// <summary>
    /// Creates a meter of the CPU time of this process and all its descendants, in percent since its last reading. It counts descendants
    /// that start and end between two readings, and remembers those whose parents have ended.
    /// </summary>
    /// <exception cref="NoSuchProcessException">The process has ended.</exception>
    /// <exception cref="PsutilException">The list of processes could not be read.</exception>
    public ProcessTreeMeter CreateTreeMeter() =>
        new(new TrackedTree(_processes, this, new TrackTreeOptions { UseKernelEvents = false }), Clock);
}
