using System.Diagnostics.CodeAnalysis;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.Bsd;

/// <summary>Waits for the end of processes by kqueue: sleeps in the kernel until one ends, without polling.</summary>
[SuppressMessage("Design", "CA1001", Justification = "There is one for a machine, and it lives as long.")]
internal abstract class ExitEvents
{
    private const int EventsAtOnce = 16;

    private static readonly TimeSpan LongestTelling = TimeSpan.FromSeconds(1);

    // A queue has one entry per PID, for any number of waits.
    private readonly Dictionary<int, List<Registration>> _registrations = [];
    private readonly Lock _lock = new();

    // For all asynchronous waits; created for the first one, and again after a failure.
    private SafeFileHandle? _sharedQueue;

    /// <summary>Requests the event of the end of a process. Returns 0 or the negated errno.</summary>
    protected abstract int Add(SafeFileHandle queue, int pid);

    /// <summary>Waits for events; null has no limit. Returns how many arrived, or the negated errno.</summary>
    protected abstract int Wait(SafeFileHandle queue, Span<ProcessEnd> ends, TimeSpan? timeout);

    /// <summary>Waits until a process has ended.</summary>
    /// <param name="pid">Its PID.</param>
    /// <param name="isRunning">Whether the PID still belongs to this process. Checked after the registration, so that no end is
    /// missed.</param>
    /// <param name="timeout">The time limit; null for none.</param>
    /// <param name="exitCode">The exit code, or the negated number of the signal; null if unknown.</param>
    public ExitWait Wait(int pid, Func<bool> isRunning, TimeSpan? timeout, out int? exitCode)
    {
        exitCode = null;
        using SafeFileHandle queue = CreateQueue();
        int added = Add(queue, pid);
        if (IsRefused(added))
        {
            return ExitWait.Refused;
        }

        ThrowIfFailed(added, pid);
        Span<ProcessEnd> ends = stackalloc ProcessEnd[1];
        if (!isRunning())
        {
            // If it ended after the registration, its event is in the queue.
            exitCode = Wait(queue, ends, TimeSpan.Zero) > 0 ? ends[0].ExitCode : null;
            return ExitWait.Ended;
        }

        long start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            TimeSpan? left = timeout - TimeProvider.System.GetElapsedTime(start);
            int count = Wait(queue, ends, left < TimeSpan.Zero ? TimeSpan.Zero : left);
            if (count > 0)
            {
                exitCode = ends[0].ExitCode;
                return ExitWait.Ended;
            }

            if (count == 0 && left <= TimeSpan.Zero)
            {
                return ExitWait.TimedOut;
            }

            if (count != -Errno.EINTR)
            {
                ThrowIfFailed(count, pid);
            }
        }
    }

    /// <summary>Completes with the exit code when a process has ended; null if the kernel refuses to report its end.</summary>
    public Task<int?>? WaitAsync(int pid, Func<bool> isRunning, CancellationToken cancellationToken)
    {
        Registration registration = new();
        SafeFileHandle queue = Register(pid, registration);
        try
        {
            int added = Add(queue, pid);
            if (IsRefused(added))
            {
                Remove(pid, registration);
                return null;
            }

            ThrowIfFailed(added, pid);
            if (!isRunning())
            {
                // If it ended after the registration, its event will arrive soon. If it had ended before and the PID was reused, no event
                // will arrive.
                _ = Task.Delay(LongestTelling, cancellationToken)
                    .ContinueWith(
                        _ => registration.TrySetResult(null),
                        CancellationToken.None,
                        TaskContinuationOptions.OnlyOnRanToCompletion,
                        TaskScheduler.Default
                    );
            }
        }
        catch (PsutilException exception)
        {
            registration.TrySetException(exception);
        }

        CancellationTokenRegistration cancellation = cancellationToken.UnsafeRegister(
            static (state, token) => ((Registration)state!).TrySetCanceled(token),
            registration
        );
        _ = registration.Task.ContinueWith(
            _ =>
            {
                cancellation.Unregister();
                Remove(pid, registration);
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
        return registration.Task;
    }

    // Of another user's process (EACCES, EPERM), and ESRCH of one that has ended, or that FreeBSD hides.
    private static bool IsRefused(int result) => result is -Errno.ESRCH or -Errno.EPERM or -Errno.EACCES;

    private static SafeFileHandle CreateQueue()
    {
        int descriptor = Libc.CreateEventQueue();
        return descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : throw new SystemCallException(
                new SystemCallError
                {
                    SystemCall = "kqueue",
                    ErrorCode = -descriptor,
                    Description = Errno.Describe(-descriptor),
                }
            );
    }

    private static void ThrowIfFailed(int result, int pid)
    {
        if (result < 0)
        {
            SystemCallError error = new()
            {
                SystemCall = string.Create(CultureInfo.InvariantCulture, $"kevent({pid})"),
                ErrorCode = -result,
                Description = Errno.Describe(-result),
            };
            throw -result is Errno.EPERM or Errno.EACCES ? new AccessDeniedException(pid, error: error) : new SystemCallException(error);
        }
    }

    /// <summary>Adds a wait, and returns the queue that will receive its event.</summary>
    private SafeFileHandle Register(int pid, Registration registration)
    {
        lock (_lock)
        {
            SafeFileHandle queue = _sharedQueue ??= StartThread();
            if (!_registrations.TryGetValue(pid, out List<Registration>? list))
            {
                _registrations[pid] = list = [];
            }

            list.Add(registration);
            return queue;
        }
    }

    private SafeFileHandle StartThread()
    {
        SafeFileHandle queue = CreateQueue();
        new Thread(() => Run(queue)) { IsBackground = true, Name = "psutil exits" }.Start();
        return queue;
    }

    private void Run(SafeFileHandle queue)
    {
        ProcessEnd[] ends = new ProcessEnd[EventsAtOnce];
        int count = 0;
        while (count >= 0 || count == -Errno.EINTR)
        {
            count = Wait(queue, ends, null);
            for (int index = 0; index < count; index++)
            {
                Complete(ends[index]);
            }
        }

        FailAll(
            new SystemCallError
            {
                SystemCall = "kevent",
                ErrorCode = -count,
                Description = Errno.Describe(-count),
            }
        );
    }

    private void Complete(ProcessEnd end)
    {
        List<Registration>? waiting;
        lock (_lock)
        {
            _registrations.Remove(end.Pid, out waiting);
        }

        foreach (Registration registration in waiting ?? [])
        {
            registration.TrySetResult(end.ExitCode);
        }
    }

    private void FailAll(SystemCallError error)
    {
        Registration[] waiting;
        lock (_lock)
        {
            // Left to the finalizer, because another thread may be using it.
            _sharedQueue = null;
            waiting = [.. _registrations.Values.SelectMany(list => list)];
            _registrations.Clear();
        }

        foreach (Registration registration in waiting)
        {
            registration.TrySetException(new SystemCallException(error));
        }
    }

    private void Remove(int pid, Registration registration)
    {
        lock (_lock)
        {
            if (_registrations.TryGetValue(pid, out List<Registration>? list) && list.Remove(registration) && list.Count == 0)
            {
                _registrations.Remove(pid);
            }
        }
    }

    private sealed class Registration() : TaskCompletionSource<int?>(TaskCreationOptions.RunContinuationsAsynchronously);
}
