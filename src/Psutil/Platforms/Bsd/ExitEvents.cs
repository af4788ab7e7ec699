using System.Diagnostics.CodeAnalysis;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.Bsd;

/// <summary>Waits for the end of processes by kqueue: a sleep in the kernel until one ends, without asking again and again.</summary>
[SuppressMessage("Design", "CA1001", Justification = "There is one, and it lives as long as the process.")]
internal abstract class ExitEvents
{
    private const int EventsAtOnce = 64;

    private readonly Lazy<SafeFileHandle> _sharedQueue;

    // A queue has one entry for a PID, however many wait for it.
    private readonly Dictionary<int, List<Registration>> _registrations = [];
    private readonly Lock _lock = new();

    protected ExitEvents() => _sharedQueue = new Lazy<SafeFileHandle>(StartThread);

    /// <summary>Asks for the end of a process: 0, or the negated errno. ESRCH if it has ended.</summary>
    protected abstract int Add(SafeFileHandle queue, int pid);

    /// <summary>Waits for ends, null for ever: how many came, or the negated errno.</summary>
    protected abstract int Wait(SafeFileHandle queue, Span<ProcessEnd> ends, TimeSpan? timeout);

    /// <summary>Waits until a process has ended: false if it did not in time.</summary>
    /// <param name="pid">Its PID.</param>
    /// <param name="isRunning">Whether the PID is still this process's: asked once the kernel watches, so that no end is missed.</param>
    /// <param name="timeout">How long; null for ever.</param>
    /// <param name="exitCode">The exit code, or the negated number of the signal; null if unknown.</param>
    public bool Wait(int pid, Func<bool> isRunning, TimeSpan? timeout, out int? exitCode)
    {
        exitCode = null;
        using SafeFileHandle queue = CreateQueue();
        int added = Add(queue, pid);
        if (added == -Errno.ESRCH || !isRunning())
        {
            return true;
        }

        ThrowIfFailed(added);
        long start = TimeProvider.System.GetTimestamp();
        Span<ProcessEnd> ends = stackalloc ProcessEnd[1];
        while (true)
        {
            TimeSpan? left = timeout - TimeProvider.System.GetElapsedTime(start);
            int count = Wait(queue, ends, left < TimeSpan.Zero ? TimeSpan.Zero : left);
            if (count > 0)
            {
                exitCode = ends[0].ExitCode;
                return true;
            }

            if (count == 0 && left <= TimeSpan.Zero)
            {
                return false;
            }

            if (count != -Errno.EINTR)
            {
                ThrowIfFailed(count);
            }
        }
    }

    /// <summary>Completes with the exit code when a process has ended.</summary>
    public Task<int?> WaitAsync(int pid, Func<bool> isRunning, CancellationToken cancellationToken)
    {
        Registration registration = new();
        lock (_lock)
        {
            if (!_registrations.TryGetValue(pid, out List<Registration>? list))
            {
                _registrations[pid] = list = [];
            }

            list.Add(registration);
        }

        int added = Add(_sharedQueue.Value, pid);
        if (added == -Errno.ESRCH || !isRunning())
        {
            Remove(pid, registration);
            registration.Completion.TrySetResult(null);
        }
        else if (added < 0)
        {
            Remove(pid, registration);
            registration.Completion.TrySetException(new SystemCallException(Describe(-added)));
        }
        else
        {
            registration.Cancellation = cancellationToken.UnsafeRegister(
                static (state, token) =>
                {
                    (ExitEvents events, int pid, Registration cancelled) = ((ExitEvents, int, Registration))state!;
                    events.Remove(pid, cancelled);
                    cancelled.Completion.TrySetCanceled(token);
                },
                (this, pid, registration));
        }

        return registration.Completion.Task;
    }

    private static SafeFileHandle CreateQueue()
    {
        int descriptor = Libc.CreateEventQueue();
        return descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : throw new SystemCallException(new SystemCallError("kqueue", -descriptor, Errno.Describe(-descriptor)));
    }

    private static void ThrowIfFailed(int result)
    {
        if (result < 0)
        {
            throw new SystemCallException(Describe(-result));
        }
    }

    private static SystemCallError Describe(int error) => new("kevent", error, Errno.Describe(error));

    private SafeFileHandle StartThread()
    {
        SafeFileHandle queue = CreateQueue();
        new Thread(() => Run(queue)) { IsBackground = true, Name = "psutil exits" }.Start();
        return queue;
    }

    private void Run(SafeFileHandle queue)
    {
        ProcessEnd[] ends = new ProcessEnd[EventsAtOnce];
        while (true)
        {
            int count = Wait(queue, ends, null);
            if (count < 0 && count != -Errno.EINTR)
            {
                FailAll(Describe(-count));
                return;
            }

            for (int index = 0; index < count; index++)
            {
                Complete(ends[index]);
            }
        }
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
            registration.Cancellation.Unregister();
            registration.Completion.TrySetResult(end.ExitCode);
        }
    }

    private void FailAll(SystemCallError error)
    {
        Registration[] waiting;
        lock (_lock)
        {
            waiting = [.. _registrations.Values.SelectMany(list => list)];
            _registrations.Clear();
        }

        foreach (Registration registration in waiting)
        {
            registration.Completion.TrySetException(new SystemCallException(error));
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

    private sealed class Registration
    {
        public TaskCompletionSource<int?> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CancellationTokenRegistration Cancellation { get; set; }
    }
}
