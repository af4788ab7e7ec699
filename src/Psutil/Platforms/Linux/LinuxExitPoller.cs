using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>One thread that waits for the end of any number of processes: it sleeps in the kernel until one of them ends.</summary>
[SuppressMessage("Design", "CA1001", Justification = "There is one, and it lives as long as the process.")]
internal sealed class LinuxExitPoller
{
    private const int EventsAtOnce = 256;

    private static readonly Lazy<LinuxExitPoller> SharedPoller = new(() => new LinuxExitPoller());

    private readonly SafeFileHandle _queue;
    private readonly ConcurrentDictionary<long, Registration> _registrations = new();

    // Those that have ended and whose exit code is awaited, by the time when that is given up. Only the thread touches it.
    private readonly PriorityQueue<long, long> _awaitingCollection = new();
    private long _lastKey;

    private LinuxExitPoller()
    {
        int descriptor = Libc.CreateEventQueue();
        if (descriptor < 0)
        {
            throw new SystemCallException(new SystemCallError("epoll_create1", -descriptor, Errno.Describe(-descriptor)));
        }

        _queue = new SafeFileHandle(descriptor, ownsHandle: true);
        new Thread(Run) { IsBackground = true, Name = "psutil exits" }.Start();
    }

    public static LinuxExitPoller Shared => SharedPoller.Value;

    /// <summary>Completes with the exit code when the process has ended. Owns the descriptor, and gives it back when done or cancelled.</summary>
    public Task<int?> WaitAsync(SafeFileHandle process, CancellationToken cancellationToken)
    {
        long key = Interlocked.Increment(ref _lastKey);
        Registration registration = new(process);
        _registrations[key] = registration;
        int result = Libc.AddToQueue(_queue, process, key);
        if (result < 0)
        {
            _registrations.TryRemove(key, out _);
            process.Dispose();
            return Task.FromException<int?>(new SystemCallException(new SystemCallError("epoll_ctl", -result, Errno.Describe(-result))));
        }

        registration.Cancellation = cancellationToken.UnsafeRegister(
            static (state, token) =>
            {
                (LinuxExitPoller poller, long key) = ((LinuxExitPoller, long))state!;
                if (poller.Remove(key) is { } cancelled)
                {
                    cancelled.Process.Dispose();
                    cancelled.Completion.TrySetCanceled(token);
                }
            },
            (this, key));
        return registration.Completion.Task;
    }

    private Registration? Remove(long key)
    {
        if (!_registrations.TryRemove(key, out Registration? registration))
        {
            return null;
        }

        _ = Libc.RemoveFromQueue(_queue, registration.Process);
        return registration;
    }

    private void Run()
    {
        byte[] events = new byte[EventsAtOnce * Libc.EventSize];
        while (true)
        {
            int count = Libc.WaitForEvents(_queue, events, MillisecondsToNextDeadline());
            for (int index = 0; index < count; index++)
            {
                Handle(Libc.KeyOfEvent(events, index));
            }

            while (_awaitingCollection.TryPeek(out long key, out long deadline) && deadline <= Environment.TickCount64)
            {
                _awaitingCollection.Dequeue();
                Complete(key, null);
            }
        }
    }

    private int MillisecondsToNextDeadline() =>
        _awaitingCollection.TryPeek(out _, out long deadline) ? (int)Math.Max(0, deadline - Environment.TickCount64) : Timeout.Infinite;

    private void Handle(long key)
    {
        if (!_registrations.TryGetValue(key, out Registration? registration))
        {
            return;
        }

        int? code;
        bool mayCome;
        try
        {
            code = LinuxExit.Read(registration.Process, out mayCome);
            if (code is null && mayCome && !registration.AwaitsCollection)
            {
                registration.AwaitsCollection = true;
                _ = Libc.AwaitCollection(_queue, registration.Process, key);
                _awaitingCollection.Enqueue(key, Environment.TickCount64 + LinuxExit.CollectionGraceMilliseconds);
                return;
            }
        }
        catch (ObjectDisposedException)
        {
            // Cancelled in this very moment, by another thread.
            return;
        }

        Complete(key, code);
    }

    private void Complete(long key, int? code)
    {
        if (Remove(key) is { } registration)
        {
            registration.Cancellation.Unregister();
            registration.Process.Dispose();
            registration.Completion.TrySetResult(code);
        }
    }

    private sealed class Registration(SafeFileHandle process)
    {
        public SafeFileHandle Process { get; } = process;

        public TaskCompletionSource<int?> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CancellationTokenRegistration Cancellation { get; set; }

        public bool AwaitsCollection { get; set; }
    }
}
