using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

// Waits for the end of a process by its descriptor or, without one, by polling.
internal sealed partial class LinuxProcess
{
    protected internal override bool TryWaitCore(TimeSpan? timeout, out int? exitCode)
    {
        if (!TryOpenForWaiting(out SafeFileHandle? descriptor))
        {
            return base.TryWaitCore(timeout, out exitCode);
        }

        exitCode = null;
        if (descriptor is null)
        {
            return true;
        }

        using (descriptor)
        {
            TimeLimit limit = new(timeout);
            if (!Poll(descriptor, untilCollected: false, limit))
            {
                return false;
            }

            exitCode = LinuxExit.Read(descriptor, Pid, reader, out bool mayCome);
            if (exitCode is null && mayCome)
            {
                // The process has ended, so this is not a timeout. Its exit code is awaited only within the caller's time limit.
                TimeSpan grace = limit.Left < LinuxExit.CollectionGrace ? limit.Left.Value : LinuxExit.CollectionGrace;
                _ = Poll(descriptor, untilCollected: true, new TimeLimit(grace));
                exitCode = LinuxExit.Read(descriptor, Pid, reader, out _);
            }

            return true;
        }
    }

    protected internal override Task<int?> WaitCoreAsync(CancellationToken cancellationToken) =>
        FollowAsync(cancellationToken) ?? base.WaitCoreAsync(cancellationToken);

    internal override Task<int?>? FollowAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<int?>(cancellationToken);
        }

        SafeFileHandle? descriptor;
        try
        {
            if (!TryOpenForWaiting(out descriptor))
            {
                return null;
            }
        }
        catch (PsutilException exception)
        {
            return Task.FromException<int?>(exception);
        }

        return descriptor is null ? Task.FromResult<int?>(null) : LinuxExitPoller.WaitAsync(descriptor, Pid, reader, cancellationToken);
    }

    private protected override bool LookForEnd(out int? exitCode)
    {
        exitCode = null;
        ProcessSnapshot now = Capture(ProcessFields.Status | ProcessFields.ThreadCount);
        if (now.Unavailable.TryGetValue(ProcessFields.Status, out Unavailability missing))
        {
            return missing.Reason == UnavailableReason.Gone;
        }

        // A process whose first thread has ended looks like a zombie while its other threads run.
        if (now.Status is not (ProcessStatus.Zombie or ProcessStatus.Dead) || now.ThreadCount > 1)
        {
            return false;
        }

        // A zombie keeps its PID; if it still has the PID after this read, the read was of this process.
        if (roots.HasOurPids && Libc.PeekExit(Pid, out ChildExit exit) == 0 && IsRunning())
        {
            exitCode = exit.ExitCode;
        }
        else if (reader.ReadExitCodeOfZombie(Pid) is { } code && IsRunning())
        {
            exitCode = code;
        }

        return true;
    }

    /// <summary>Whether the process ended before the time limit.</summary>
    private bool Poll(SafeFileHandle descriptor, bool untilCollected, TimeLimit limit)
    {
        while (true)
        {
            int result = Libc.Poll(descriptor, untilCollected, limit.MillisecondsLeft);
            if (result > 0)
            {
                return true;
            }

            if (result == 0 && limit.IsOver)
            {
                return false;
            }

            if (result < 0 && result != -Errno.EINTR)
            {
                ThrowIfFailed("poll", result);
            }
        }
    }

    /// <summary>
    /// A descriptor to wait with; none if the process has already ended. False if only polling is possible.
    /// </summary>
    private bool TryOpenForWaiting(out SafeFileHandle? descriptor)
    {
        descriptor = null;
        if (!roots.HasOurPids)
        {
            return false;
        }

        int result = OpenDescriptor(out descriptor);
        if (result is not (0 or -Errno.ESRCH))
        {
            ThrowIfFailed("pidfd_open", result);
        }

        return result != 0 || descriptor is not null;
    }
}
