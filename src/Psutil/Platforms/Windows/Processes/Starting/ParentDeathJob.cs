using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows;

/// <summary>
/// A job whose processes end when this process ends, because then its last handle is closed. The handle is kept until all of them have
/// ended: to close it would end them.
/// </summary>
internal sealed class ParentDeathJob
{
    private static readonly Lock Lock = new();
    private static readonly List<SafeFileHandle> Open = [];

    /// <summary>Makes a process a member of a new job: the error, and the call that failed.</summary>
    public static int Bind(SafeProcessHandle process, Task exit, out string call)
    {
        Sweep();
        call = "CreateJobObjectW";
        SafeFileHandle job = Kernel32.CreateJob(out int error);
        if (error == Win32Error.Success)
        {
            call = "SetInformationJobObject(JobObjectExtendedLimitInformation)";
            error = Kernel32.SetKillOnClose(job, isOn: true);
        }

        if (error == Win32Error.Success)
        {
            call = "AssignProcessToJobObject";
            error = Kernel32.Assign(job, process);
        }

        if (error != Win32Error.Success)
        {
            job.Dispose();
            return error;
        }

        lock (Lock)
        {
            Open.Add(job);
        }

        _ = exit.ContinueWith(static _ => Sweep(), TaskScheduler.Default);
        return Win32Error.Success;
    }

    private static void Sweep()
    {
        lock (Lock)
        {
            foreach (SafeFileHandle job in Open.Where(job => Kernel32.CountMembers(job) == 0).ToArray())
            {
                Open.Remove(job);
                job.Dispose();
            }
        }
    }
}
