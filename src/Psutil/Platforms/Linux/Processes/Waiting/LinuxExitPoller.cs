using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>
/// One thread that waits for any number of processes: it sleeps in the kernel until one of them ends. The thread ends, and the next wait
/// starts another, when it has had nothing to wait for during some seconds.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Its thread closes the queue when it ends.")]
internal sealed class LinuxExitPoller
{
    private const int EventsAtOnce = 256;

    // How long the thread sleeps at most while it has nothing to wait for; and while it has, because a wait that is cancelled does not wake
    // it.
    private const int IdleMilliseconds = 5_000;
    private const int BusyMilliseconds = 60_000;

    private static readonly Lock Creation = new();
    private static LinuxExitPoller? _shared;

    private readonly SafeFileHandle _queue;
    private readonly ConcurrentDictionary<long, Registration> _registrations = new();

    // Processes that have ended and whose exit code is awaited, by the time when the wait for it ends. Only the thread uses it.
    private readonly PriorityQueue<long, long> _awaitingCollection = new();
    private long _lastKey;

    // How many callers are about to register. Guarded by Creation.
    private int _callers;

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

    /// <summary>The error when the runtime cannot start a thread, which it reports as a lack of memory.</summary>
    public static SystemCallException NoThread() => ToException("clone", Errno.EAGAIN);

    /// <summary>
    /// Completes with the exit code when the process has ended; at once if it has and the code is known. Owns the descriptor, and closes it
    /// when done or cancelled.
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
            Registration registration = new(process, pid, reader) { HasEnded = hasEnded };
            return GetShared().RegisterAndLetGo(registration, cancellationToken);
        }
        catch (PsutilException exception)
        {
            process.Dispose();
            return Task.FromException<int?>(exception);
        }
    }

    // Retried if it could not be created: the lack of descriptors may be temporary.
    private static LinuxExitPoller GetShared()
    {
        lock (Creation)
        {
            _shared ??= new LinuxExitPoller();
            _shared._callers++;
            return _shared;
        }
    }

    private Task<int?> RegisterAndLetGo(Registration registration, CancellationToken cancellationToken)
    {
        try
        {
            return Register(registration, cancellationToken);
        }
        finally
        {
            lock (Creation)
            {
                _callers--;
            }
        }
    }

    /// <summary>Whether nobody waits or is about to; from then on nobody can.</summary>
    private bool TryEnd()
    {
        lock (Creation)
        {
            if (_callers > 0 || !_registrations.IsEmpty)
            {
                return false;
            }

            _shared = _shared == this ? null : _shared;
            return true;
        }
    }

    private Task<int?> Register(Registration registration, CancellationToken cancellationToken)
    {
        long key = Interlocked.Increment(ref _lastKey);
        _registrations[key] = registration;

        // Before it is added to the queue: completing it must find the cancellation to unregister it.
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
            // Already cancelled, or the thread has ended.
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

        // On a busy machine a timeout can be noticed before the end that came first.
        bool hasEnded = registration.HasEnded || Libc.Poll(registration.Process, untilCollected: false, 0) > 0;
        int? code = hasEnded ? registration.ReadCode(out _) : null;
        registration.Process.Dispose();
        if (hasEnded)
        {
            registration.Completion.TrySetResult(code);
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

    // An unhandled exception on this thread would end the program: the waiting callers get it instead, and the next wait starts a new
    // thread.
    private void Run()
    {
        try
        {
            Poll();
            _queue.Dispose();
        }
#pragma warning disable CA1031 // Whatever it is, whoever waits gets it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            lock (Creation)
            {
                _shared = _shared == this ? null : _shared;
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
            bool isIdle = _registrations.IsEmpty;
            int count = Libc.WaitForEvents(_queue, events, MillisecondsToNextDeadline(isIdle));
            if (count == 0 && isIdle && TryEnd())
            {
                return;
            }

            if (count < 0 && count != -Errno.EINTR)
            {
                // Other code has closed the queue's descriptor, and its number may be in use for another file. Waiting again would fail
                // at once, in an endless loop.
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

                // The thread may not have run for so long that the process was collected meanwhile.
                Complete(key, ReadLate(key));
            }
        }
    }

    private int MillisecondsToNextDeadline(bool isIdle) =>
        _awaitingCollection.TryPeek(out _, out long deadline) ? (int)Math.Max(0, deadline - Environment.TickCount64)
        : isIdle ? IdleMilliseconds
        : BusyMilliseconds;

    private void TryHandle(long key)
    {
        try
        {
            Handle(key);
        }
#pragma warning disable CA1031 // An error of one process fails only the wait for that process.
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
            // Cancelled at this moment by another thread.
            return;
        }

        Complete(key, code);
    }

    private int? ReadLate(long key)
    {
        try
        {
            return _registrations.TryGetValue(key, out Registration? registration) ? registration.ReadCode(out _) : null;
        }
        catch (ObjectDisposedException)
        {
            // Cancelled at this moment by another thread.
            return null;
        }
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

        /// <summary>Whether the process has ended and only its exit code is awaited.</summary>
        public bool HasEnded
        {
            get => _hasEnded;
            set => _hasEnded = value;
        }

        /// <summary>Whether the queue reports that the process is collected. Only the thread uses it.</summary>
        public bool AwaitsCollection { get; set; }
    }
}
