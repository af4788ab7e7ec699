using System.Runtime.CompilerServices;

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

    // Only few handles are asked for their tree: a field would be in all of them.
    private static readonly ConditionalWeakTable<OSProcess, TreeCpuTime> TreeTimes = [];

    /// <summary>
    /// The CPU time and memory of this process and all its descendants together, read in one pass over the process table.
    /// </summary>
    /// <remarks>
    /// This handle remembers the previous reading, so that its CPU time never falls: that of a descendant which has left the tree, because
    /// its parent ended, is kept up to the last reading before. <see cref="Processes.TrackTree"/> goes on counting it.
    /// </remarks>
    /// <param name="withPss">Whether to include the PSS. False by default: it is slow, because the kernel walks the memory maps of each
    /// process.</param>
    /// <exception cref="NoSuchProcessException">The process has ended.</exception>
    /// <exception cref="PsutilException">The list of processes could not be read.</exception>
    public ProcessTreeTotals GetTreeTotals(bool withPss = false)
    {
        IReadOnlyList<ProcessSnapshot> tree;
        TimeSpan total;
        TreeCpuTime cpuTime = TreeTimes.GetOrCreateValue(this);

        // Readings must be added in the order in which they were made.
        lock (cpuTime)
        {
            tree = CaptureTree(ProcessFields.CpuTimes | ProcessFields.Memory);
            cpuTime.Add(tree);
            total = cpuTime.Total;
        }

        return ProcessTreeTotals.Sum(_processes, tree, total, withPss);
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
