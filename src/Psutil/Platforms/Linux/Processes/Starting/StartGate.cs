using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Holds a child before its program runs. The last thing that the child does before it runs the program is to open a file that this process
/// has leased, so the kernel makes it wait, however long, until the lease is given up (<c>F_SETLEASE</c>, __break_lease in fs/locks.c). No
/// signal is involved, so neither the child nor anybody in its process group is ever stopped. If this process ends meanwhile, the kernel
/// takes the lease back, and the child then finds that its parent has gone, and ends without running the program.
/// </summary>
internal sealed class StartGate : IDisposable
{
    private readonly SafeFileHandle _lease;
    private readonly SafeFileHandle _name;

    private StartGate(SafeFileHandle lease, SafeFileHandle name)
    {
        _lease = lease;
        _name = name;
    }

    /// <summary>Whether the child has come to the gate.</summary>
    public bool IsReached => Libc.IsAwaited(_lease);

    /// <summary>
    /// The number of the descriptor that has the lease. In the child, where it is only a copy, it may be used for something else.
    /// </summary>
    public int Number => (int)_lease.DangerousGetHandle();

    /// <summary>The path of the leased file, in this process and in the child.</summary>
    public string Path => $"/proc/self/fd/{_name.DangerousGetHandle()}";

    /// <summary>Creates a gate, which is closed. 0, or the negated errno.</summary>
    public static int Create(out StartGate gate)
    {
        int result = Libc.CreateLeasedFile(out SafeFileHandle lease, out SafeFileHandle name);
        gate = new StartGate(lease, name);
        return result;
    }

    /// <summary>
    /// Whether the kernel lets this process hold a child: a sandbox may forbid leases. True if it is only short of descriptors or memory.
    /// </summary>
    public static bool IsAllowed()
    {
        int result = Create(out StartGate gate);
        gate.Dispose();
        return result >= 0 || Errno.IsExhausted(-result);
    }

    /// <summary>Lets the child run its program.</summary>
    public void Open() => _ = Libc.EndLease(_lease);

    /// <summary>Opens the gate, too.</summary>
    public void Dispose()
    {
        _lease.Dispose();
        _name.Dispose();
    }
}
