using System.Runtime.InteropServices;

namespace Psutil.Platforms.Linux.Interop;

/// <summary>The first version of <c>struct pidfd_info</c> (linux/pidfd.h), 64 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ProcessInformation
{
    /// <summary>PIDFD_INFO_CREDS: given whether asked for or not.</summary>
    public const ulong OwnerMask = 1 << 1;

    /// <summary>PIDFD_INFO_EXIT: asked for in <see cref="Mask"/>, and there again if it was given.</summary>
    public const ulong ExitCodeMask = 1 << 3;

    public ulong Mask;
    public ulong CgroupId;
    public int Pid;
    public int ThreadGroup;
    public int ParentPid;
    public uint RealUserId;
    public uint RealGroupId;
    public uint EffectiveUserId;
    public uint EffectiveGroupId;
    public uint SavedUserId;
    public uint SavedGroupId;
    public uint FileSystemUserId;
    public uint FileSystemGroupId;
    public int WaitStatus;

    public readonly CredentialIds Users =>
        new()
        {
            Real = RealUserId,
            Effective = EffectiveUserId,
            Saved = SavedUserId,
        };

    public readonly CredentialIds Groups =>
        new()
        {
            Real = RealGroupId,
            Effective = EffectiveGroupId,
            Saved = SavedGroupId,
        };

    /// <summary>The exit code, or the negated number of the signal that ended it.</summary>
    public readonly int ExitCode => LinuxExit.CodeOf(WaitStatus);
}
