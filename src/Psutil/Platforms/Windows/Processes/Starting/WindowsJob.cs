using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows;

/// <summary>
/// A job object: a process is a member from its first instruction on, and so is all that it starts, because the job lets nobody break away.
/// </summary>
/// <param name="handle">The only handle of the job.</param>
internal sealed class WindowsJob(SafeFileHandle handle) : TreeMemberList
{
    // The exit code that psutil uses (SIGTERM), as for a single process.
    private const int KilledExitCode = 15;

    private readonly Lock _lock = new();
    private int _holders = 1;

    /// <summary>Creates a job.</summary>
    /// <param name="limits">What it limits, and whether its processes end with its handle, which is closed when this process ends.</param>
    /// <param name="failure">The call that failed, if there is no job.</param>
    public static WindowsJob? Create(in JobExtendedLimits limits, out CallFailure failure)
    {
        SafeFileHandle handle = Kernel32.CreateJob(out int error);
        failure = CallFailure.Error("CreateJobObjectW", error);
        if (error == Win32Error.Success && limits.Basic.LimitFlags != 0)
        {
            error = Kernel32.SetLimits(handle, limits);
            failure = CallFailure.Error("SetInformationJobObject(JobObjectExtendedLimitInformation)", error);
        }

        if (error == Win32Error.Success)
        {
            return new WindowsJob(handle);
        }

        handle.Dispose();
        return null;
    }

    /// <summary>The handle, for a process that is started into the job.</summary>
    public SafeFileHandle Handle => handle;

    /// <summary>How many processes have not ended; null if that is unknown.</summary>
    public int? CountMembers() => IfOpen(static job => Kernel32.CountMembers(job));

    /// <summary>One more owner, which disposes it too: the handle is closed by the last.</summary>
    public WindowsJob Share()
    {
        lock (_lock)
        {
            _holders++;
            return this;
        }
    }

    public override TreeTracking Means => TreeTracking.JobObject;

    public override IReadOnlyCollection<int>? TryReadPids() =>
        IfOpen<HashSet<int>?>(static job =>
        {
            int error = Kernel32.ReadJobMembers(job, out HashSet<int> pids);
            if (error == Win32Error.Success)
            {
                return pids;
            }

            CallFailure.Error("QueryInformationJobObject(JobObjectBasicProcessIdList)", error).Note("members of a job");
            return null;
        });

    public override bool TryKillAll() =>
        IfOpen(static job =>
        {
            int error = Kernel32.TerminateJob(job, KilledExitCode);
            if (error != Win32Error.Success)
            {
                CallFailure.Error("TerminateJobObject", error).Note("end of a job");
            }

            return error == Win32Error.Success;
        });

    protected override void Dispose(bool disposing)
    {
        lock (_lock)
        {
            if (--_holders == 0)
            {
                handle.Dispose();
            }
        }
    }

    // A tree can be read after the child that it belongs to was disposed.
    private T? IfOpen<T>(Func<SafeFileHandle, T> read)
    {
        lock (_lock)
        {
            return handle.IsClosed ? default : read(handle);
        }
    }
}
