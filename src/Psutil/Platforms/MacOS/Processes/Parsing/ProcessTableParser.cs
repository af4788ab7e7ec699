using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.MacOS.Interop;

namespace Psutil.Platforms.MacOS.Parsing;

/// <summary>
/// Records of macOS's process table (<c>struct kinfo_proc</c>), which identify a process but do not contain its resource usage.
/// </summary>
internal static unsafe class ProcessTableParser
{
    // NODEV of <sys/param.h>.
    private const int NoDevice = -1;

    public static bool TryParse(ReadOnlySpan<byte> bytes, out ProcessRecord process, out string? malformed)
    {
        process = default;
        if (bytes.Length < Unsafe.SizeOf<KinfoProc>())
        {
            malformed = "kp_eproc";
            return false;
        }

        ref readonly KinfoProc record = ref MemoryMarshal.AsRef<KinfoProc>(bytes);
        ref readonly ProcessPart part = ref record.kp_proc;
        ref readonly ParentPart parent = ref record.kp_eproc;
        if (part.p_pid < 0)
        {
            malformed = nameof(part.p_pid);
            return false;
        }

        malformed = null;
        process = new ProcessRecord
        {
            Pid = part.p_pid,
            ParentPid = parent.e_ppid,
            ProcessGroupId = parent.e_pgid,

            // Recorded at the start by the clock of that time, so a change of the clock does not affect it.
            StartTime = part.p_un.Microseconds,
            CreateTime = UnixTime.FromSeconds(part.p_un.tv_sec, part.p_un.tv_usec),
            Name = part.Name,
            Status = ToStatus(part, parent),
            UserIds = new CredentialIds
            {
                Real = parent.e_pcred.p_ruid,
                Effective = parent.e_ucred.cr_uid,
                Saved = parent.e_pcred.p_svuid,
            },
            GroupIds = new CredentialIds
            {
                Real = parent.e_pcred.p_rgid,
                Effective = parent.e_ucred.cr_groups[0],
                Saved = parent.e_pcred.p_svgid,
            },
            Terminal = parent.e_tdev == NoDevice ? null : (uint)parent.e_tdev,
            Nice = part.p_nice,
            IsKernel = (part.p_flag & ProcessNumbers.P_SYSTEM) != 0,
        };
        return true;
    }

    // The kernel reports nearly every process as running. As in psutil, the flags show which of them are stopped or sleeping.
    private static ProcessStatus? ToStatus(in ProcessPart part, in ParentPart parent) =>
        (int)part.p_stat switch
        {
            ProcessNumbers.SZOMB => ProcessStatus.Zombie,
            ProcessNumbers.SSTOP => (part.p_flag & ProcessNumbers.P_TRACED) != 0 ? ProcessStatus.TracingStop : ProcessStatus.Stopped,
            _ when (part.p_flag & (ProcessNumbers.P_SYSTEM | ProcessNumbers.P_WEXIT | ProcessNumbers.P_PPWAIT)) != 0 => ProcessStatus.Idle,
            _ when (parent.e_flag & ProcessNumbers.EPROC_SLEADER) != 0 => ProcessStatus.Sleeping,
            ProcessNumbers.SIDL => ProcessStatus.Idle,
            ProcessNumbers.SRUN => ProcessStatus.Running,
            ProcessNumbers.SSLEEP => ProcessStatus.Sleeping,
            _ => null,
        };
}
