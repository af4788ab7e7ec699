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

    // Why the thread has ended.
    private volatile Exception? _failure;

    private LinuxExitPoller()
    {
        int descriptor = Libc.CreateEventQueue();
        if (descriptor < 0)
        {
            throw ToException("epoll_create1", -descriptor);
        }

        _queue = new SafeFileHandle(descriptor, ownsHandle: true);
        try
        {
            new Thread(Run) { IsBackground = true, Name = "psutil exits" }.Start();
        }
        catch (OutOfMemoryException)
        {
            _queue.Dispose();
            throw NoThread();
        }
    }

    /// <summary>The runtime could not start a thread, which it reports as a lack of memory.</summary>
    public static SystemCallException NoThread() => ToException("clone", Errno.EAGAIN);

    /// <summary>
    /// Completes with the exit code when the process has ended; at once if it has and the code is known. Owns the descriptor, and gives it
    /// back when done or cancelled.
    /// </summary>
    /// <param name="process">The descriptor.</param>
    /// <param name="pid">Its process's PID.</param>
    /// <param name="reader">Reads how a zombie ended.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<int?> WaitAsync(SafeFileHandle process, int pid, LinuxProcessReader reader, CancellationToken cancellationToken)
    {
        bool hasEnded = Libc.Poll(process, untilCollected: false, 0) > 0;
        if (hasEnded && LinuxExit.Read(process, pid, reader, out bool mayCome) is var code && (code is not null || !mayCome))
        {
            process.Dispose();
            return Task.FromResult(code);
        }

        try
        {
            return GetShared().Register(new Registration(process, pid, reader) { HasEnded = hasEnded }, cancellationToken);
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
            // Cancelled already, or the thread has ended.
            result = 0;
        }

        if (_failure is { } failure)
        {
            Fail(key, failure);
            return registration.Completion.Task;
        }

        if (result < 0 && Remove(key) is { })
        {
            registration.Cancellation.Unregister();
            throw ToException("epoll_ctl", -result);
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

    private static SystemCallException ToException(string call, int error) =>
        new(
            new SystemCallError
            {
                SystemCall = call,
                ErrorCode = error,
                Description = Errno.Describe(error),
            }
        );

    // On this thread, an exception of any type would end the whole program: who waits gets it instead, and the next wait has a new thread.
    private void Run()
    {
        try
        {
            Poll();
        }
#pragma warning disable CA1031
        catch (Exception exception)
#pragma warning restore CA1031
        {
            lock (Creation)
            {
                s_shared = s_shared == this ? null : s_shared;
            }

            _failure = exception;
            foreach (long key in _registrations.Keys)
            {
                Fail(key, exception);
            }

            _queue.Dispose();
        }
    }

    private void Poll()
    {
        byte[] events = new byte[EventsAtOnce * Libc.EventSize];
        while (true)
        {
            int count = Libc.WaitForEvents(_queue, events, MillisecondsToNextDeadline());
            if (count < 0 && count != -Errno.EINTR)
            {
                // Somebody has closed the descriptor of the queue, and its number may be another's now. Asked again, it would say so at
                // once, for ever.
                _queue.SetHandleAsInvalid();
                throw ToException("epoll_wait", -count);
            }

            for (int index = 0; index < count; index++)
            {
                TryHandle(Libc.KeyOfEvent(events, index));
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

    private void TryHandle(long key)
    {
        try
        {
            Handle(key);
        }
#pragma warning disable CA1031 // What fails for one process fails its wait alone.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(key, exception);
        }
    }

    private void Fail(long key, Exception exception)
    {
        if (_registrations.TryRemove(key, out Registration? registration))
        {
            registration.Cancellation.Unregister();
            registration.Process.Dispose();
            registration.Completion.TrySetException(exception);
        }
    }

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
            code = registration.ReadCode(out mayCome);
            if (code is null && mayCome && !registration.AwaitsCollection)
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

    private sealed class Registration(SafeFileHandle process, int pid, LinuxProcessReader reader)
    {
        private volatile bool _hasEnded;

        public SafeFileHandle Process => process;

        public int? ReadCode(out bool mayCome) => LinuxExit.Read(process, pid, reader, out mayCome);

        public TaskCompletionSource<int?> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CancellationTokenRegistration Cancellation { get; set; }

        /// <summary>Whether the process was seen to have ended, and only its exit code is awaited.</summary>
        public bool HasEnded
        {
            get => _hasEnded;
            set => _hasEnded = value;
        }

        /// <summary>Whether the queue reports the collection. Only the thread touches it.</summary>
        public bool AwaitsCollection { get; set; }
    }
}
