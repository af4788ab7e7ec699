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
        IEnumerable<ProcessSnapshot> tree = Descendants(_processes, Identity, all).Prepend(root);
        return inOnePass ? [.. tree] : [.. tree.Select(member => _processes.Get(member).Capture(wanted))];
    }
}
