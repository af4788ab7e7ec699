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

    private static readonly Lock Creation = new();
    private static LinuxExitPoller? s_shared;

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
            throw new SystemCallException(
                new SystemCallError
                {
                    SystemCall = "epoll_create1",
                    ErrorCode = -descriptor,
                    Description = Errno.Describe(-descriptor),
                }
            );
        }

        _queue = new SafeFileHandle(descriptor, ownsHandle: true);
        new Thread(Run) { IsBackground = true, Name = "psutil exits" }.Start();
    }

    /// <summary>
    /// Completes with the exit code when the process has ended; at once if it has and the code is known. Owns the descriptor, and gives it
    /// back when done or cancelled.
    /// </summary>
    /// <param name="process">The descriptor.</param>
    /// <param name="awaitsCode">Whether to wait for the exit code too, if that becomes known only when the process is collected.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<int?> WaitAsync(SafeFileHandle process, bool awaitsCode, CancellationToken cancellationToken)
    {
        bool hasEnded = Libc.Poll(process, untilCollected: false, 0) > 0;
        if (hasEnded && LinuxExit.Read(process, out bool mayCome) is var code && (code is not null || !mayCome || !awaitsCode))
        {
            process.Dispose();
            return Task.FromResult(code);
        }

        try
        {
            return GetShared().Register(new Registration(process, awaitsCode) { HasEnded = hasEnded }, cancellationToken);
        }
        catch (PsutilException exception)
        {
            process.Dispose();
            return Task.FromException<int?>(exception);
        }
    }

    // Made again if it could not be made: the lack of descriptors may pass.
    private static LinuxExitPoller GetShared()
    {
        lock (Creation)
        {
            return s_shared ??= new LinuxExitPoller();
        }
    }

    private Task<int?> Register(Registration registration, CancellationToken cancellationToken)
    {
        long key = Interlocked.Increment(ref _lastKey);
        _registrations[key] = registration;

        // Before the queue knows of it: whoever completes it must find the cancellation there to take it back.
        registration.Cancellation = cancellationToken.UnsafeRegister(
            static (state, token) =>
            {
                (LinuxExitPoller poller, long key) = ((LinuxExitPoller, long))state!;
                poller.Cancel(key, token);
            },
            (this, key)
        );
        int result;
        try
        {
            result = Libc.AddToQueue(_queue, registration.Process, key);
        }
        catch (ObjectDisposedException)
        {
            // Cancelled already.
            return registration.Completion.Task;
        }

        if (result < 0 && Remove(key) is { })
        {
            registration.Cancellation.Unregister();
            throw new SystemCallException(
                new SystemCallError
                {
                    SystemCall = "epoll_ctl",
                    ErrorCode = -result,
                    Description = Errno.Describe(-result),
                }
            );
        }

        return registration.Completion.Task;
    }

    private void Cancel(long key, CancellationToken token)
    {
        if (Remove(key) is not { } registration)
        {
            return;
        }

        registration.Process.Dispose();
        if (registration.HasEnded)
        {
            // Only its exit code was still awaited.
            registration.Completion.TrySetResult(null);
        }
        else
        {
            registration.Completion.TrySetCanceled(token);
        }
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
            if (code is null && mayCome && registration.AwaitsCode && !registration.AwaitsCollection)
            {
                registration.AwaitsCollection = true;
                registration.HasEnded = true;
                _ = Libc.AwaitCollection(_queue, registration.Process, key);
                _awaitingCollection.Enqueue(key, Environment.TickCount64 + (long)LinuxExit.CollectionGrace.TotalMilliseconds);
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

    private sealed class Registration(SafeFileHandle process, bool awaitsCode)
    {
        private volatile bool _hasEnded;

        public SafeFileHandle Process { get; } = process;

        public bool AwaitsCode { get; } = awaitsCode;

        public TaskCompletionSource<int?> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CancellationTokenRegistration Cancellation { get; set; }

        /// <summary>Whether the process was seen to have ended, and only its exit code is awaited.</summary>
        public bool HasEnded
        {
            get => _hasEnded;
            set => _hasEnded = value;
        }

        /// <summary>Whether the queue was told to tell of the collection. Only the thread touches it.</summary>
        public bool AwaitsCollection { get; set; }
    }
}
