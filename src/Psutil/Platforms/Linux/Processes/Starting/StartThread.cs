using System.Runtime.ExceptionServices;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>
/// A thread that starts a program. The child inherits its nice value and its CPUs, and <c>posix_spawn</c> returns to it only when the child
/// has passed its gate. If it is disposed before <see cref="AwaitProgram"/> has returned the program, the child is killed and collected.
/// </summary>
internal sealed class StartThread : IDisposable
{
    // A killed child ends at once, unless it waits for a file system that does not answer: then the thread is left alone with it.
    private static readonly TimeSpan KillPatience = TimeSpan.FromSeconds(1);
    private static int _count;

    private readonly Func<LinuxProgram> _start;
    private readonly StartGate? _gate;
    private readonly Thread _thread;
    private readonly Lock _lock = new();
    private LinuxProgram? _program;
    private ExceptionDispatchInfo? _failure;
    private bool _isTaken;
    private bool _isAbandoned;
    private bool _hasEnded;
    private volatile int _threadId;

    /// <summary>Starts the thread.</summary>
    /// <param name="start">Starts the program.</param>
    /// <param name="gate">The gate of the program, which is disposed with this object; null if it has none.</param>
    public StartThread(Func<LinuxProgram> start, StartGate? gate)
    {
        _start = start;
        _gate = gate;

        // The kernel keeps 15 bytes of a thread's name.
        Name = string.Create(CultureInfo.InvariantCulture, $"start {(uint)Interlocked.Increment(ref _count) % 1_000_000_000}");
        _thread = new Thread(Run) { IsBackground = true, Name = Name };
        try
        {
            _thread.Start();
        }
        catch (OutOfMemoryException)
        {
            gate?.Dispose();
            throw LinuxExitPoller.NoThread();
        }
    }

    /// <summary>Its name in the process table, which a child has until its program runs.</summary>
    public string Name { get; }

    /// <summary>The kernel's number of the thread; 0 until it is known.</summary>
    public int ThreadId => _threadId;

    /// <summary>The child that waits at the gate; 0 if none was found.</summary>
    public int HeldPid { get; set; }

    /// <summary>Waits until the thread has ended. False if it has not in this time.</summary>
    public bool Join(TimeSpan time) => _thread.Join(time);

    /// <summary>Waits for the program, which then is the caller's.</summary>
    /// <exception cref="PsutilException">It could not be started.</exception>
    public LinuxProgram AwaitProgram()
    {
        _thread.Join();
        _failure?.Throw();
        _isTaken = true;
        return _program!;
    }

    public void Dispose()
    {
        if (!_isTaken && HeldPid != 0 && !_thread.Join(TimeSpan.Zero))
        {
            // A child at the gate has not been collected: its PID is its own.
            _ = Libc.SendSignal(HeldPid, LinuxSignals.Kill);
            _thread.Join(KillPatience);
        }

        lock (_lock)
        {
            _isAbandoned = !_hasEnded;
            if (_isAbandoned)
            {
                return;
            }
        }

        CleanUp();
    }

    private void Run()
    {
        _threadId = Libc.GetThreadId();
        try
        {
            _program = _start();
        }
#pragma warning disable CA1031 // On this thread, an exception of any type would end the whole program: the caller gets it instead.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
        }

        lock (_lock)
        {
            _hasEnded = true;
            if (!_isAbandoned)
            {
                return;
            }
        }

        CleanUp();
    }

    private void CleanUp()
    {
        if (!_isTaken && _program is { } program)
        {
            program.Kill();
            program.AllowCollection();
            program.Dispose();
        }

        _gate?.Dispose();
    }
}
