using System.Runtime.CompilerServices;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>Whether to try BPF at all, decided before the first call of bpf(2).</summary>
internal static class BpfRights
{
    /// <summary>Why BPF must not be tried; null if it can be.</summary>
    public static BpfRefusal? FindRefusal(LinuxRoots roots)
    {
        if (Libc.BpfSystemCall is null || !BitConverter.IsLittleEndian)
        {
            return new BpfRefusal("BPF is used on x64 and arm64 only.");
        }

        if (!roots.IsLocalProc || !roots.IsLocalSys || !roots.Proc.IsProcFileSystem())
        {
            return new BpfRefusal("These are another machine's files.");
        }

        if (FindRefusalNow(roots.Proc) is { } refusal)
        {
            return refusal;
        }

        Span<byte> buffer = stackalloc byte[8192];

        // security/lockdown/lockdown.c, LOCKDOWN_BPF_READ_KERNEL. Without securityfs here, the call itself is refused.
        ReadResult lockdown = roots.Sys.Read("kernel/security/lockdown\0"u8, buffer);
        if (!lockdown.Failed && buffer[..lockdown.Value].IndexOf("[confidentiality]"u8) >= 0)
        {
            return new BpfRefusal("The kernel is locked down (confidentiality).");
        }

        // With full dynticks, a task's CPU time can be ahead of the stored value (kernel/sched/cputime.c, task_cputime).
        ReadResult tickless = roots.Sys.Read("devices/system/cpu/nohz_full\0"u8, buffer);
        return !tickless.Failed && CpuListParser.TryParse(buffer[..tickless.Value], out int[]? cpus, out _) && cpus.Length > 0
            ? new BpfRefusal("Some CPUs run without a timer's ticks (nohz_full).")
            : null;
    }

    /// <inheritdoc cref="FindRefusalNow(FileTree, out ProcThreadRights)"/>
    public static BpfRefusal? FindRefusalNow(FileTree proc) => FindRefusalNow(proc, out _);

    /// <summary>
    /// Why this thread must not call bpf(2) at this moment; null if it may. The rights, the seccomp filter and <c>/proc</c> can change
    /// after a program was loaded, so this is asked before each reading, too.
    /// </summary>
    [SkipLocalsInit]
    public static BpfRefusal? FindRefusalNow(FileTree proc, out ProcThreadRights rights)
    {
        ReadResult status = ThreadRights.Read(proc, out rights);
        if (status.Failed)
        {
            return BpfRefusal.FromCall(in status);
        }

        if (rights.FindRefusal() is { } reason)
        {
            return new BpfRefusal(reason);
        }

        // If hidepid hides other users' processes from us, the table must not show them.
        Span<byte> buffer = stackalloc byte[1024];
        ReadResult first = proc.Read("1/stat\0"u8, buffer);
        return first.Failed ? new BpfRefusal("read(/proc/1/stat)", first.Error) : null;
    }
}
