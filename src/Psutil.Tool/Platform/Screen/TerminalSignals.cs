using System.Runtime.InteropServices;

namespace Psutil.Tool.Platform;

/// <summary>The signals for a full screen, as far as the system has them: recorded when they arrive, and returned on request.</summary>
internal sealed class TerminalSignals : IDisposable
{
    // How long a stop may take to arrive; in an orphaned process group the system discards it.
    private static readonly TimeSpan StopTimeout = TimeSpan.FromMilliseconds(250);

    private readonly List<PosixSignalRegistration> _registrations;
    private readonly AutoResetEvent _continued = new(initialState: false);
    private readonly Action _wake;
    private PosixSignalRegistration? _stop;
    private bool _isResized;
    private bool _isContinued;
    private volatile bool _isStopWanted;
    private volatile int _endSignal;

    /// <param name="wake">Called, on another thread, when something was noted.</param>
    public TerminalSignals(Action wake)
    {
        _wake = wake;

        // On Windows the first two are sent when the console is closed and when the system shuts down, the others with Ctrl+C and
        // Ctrl+Break.
        _registrations =
        [
            On(PosixSignal.SIGHUP, () => _endSignal = Libc.SignalHangUp),
            On(PosixSignal.SIGTERM, () => _endSignal = Libc.SignalTerminate),
            On(PosixSignal.SIGINT, () => _endSignal = Libc.SignalInterrupt),
            On(PosixSignal.SIGQUIT, () => _endSignal = Libc.SignalQuit),
        ];
        if (!OperatingSystem.IsWindows())
        {
            _registrations.Add(On(PosixSignal.SIGWINCH, () => Volatile.Write(ref _isResized, true)));
            _registrations.Add(On(PosixSignal.SIGCONT, () =>
                {
                    Volatile.Write(ref _isContinued, true);
                    _continued.Set();
                }));
        }
    }

    /// <summary>Whether the process can stop as with Ctrl+Z.</summary>
    public bool CanStop => _stop is not null;

    /// <summary>Whether the terminal must be given back before the process stops: <see cref="WatchForStop"/>.</summary>
    public bool IsStopWanted => _isStopWanted;

    /// <summary>The number of the signal that asks this process to end; null for none.</summary>
    public int? EndSignal => _endSignal == 0 ? null : _endSignal;

    /// <summary>Whether the terminal's size has changed since the last call.</summary>
    public bool TakeResized() => Interlocked.Exchange(ref _isResized, false);

    /// <summary>Whether this process was stopped and continued since the last call.</summary>
    public bool TakeContinued() => Interlocked.Exchange(ref _isContinued, false);

    /// <summary>Also records SIGTSTP instead of stopping at once.</summary>
    public void WatchForStop()
    {
        if (!OperatingSystem.IsWindows())
        {
            _stop = On(PosixSignal.SIGTSTP, () => _isStopWanted = true);
        }
    }

    /// <summary>Stops this process, as Ctrl+Z does, and returns when it is continued; does nothing if it cannot stop.</summary>
    public void Stop()
    {
        if (_stop is not null)
        {
            _stop.Dispose();
            _isStopWanted = false;
            _continued.Reset();
            Machine.Local.Processes.Current.Send(Signal.TerminalStop);
            _continued.WaitOne(StopTimeout);
            WatchForStop();
        }
    }

    public void Dispose()
    {
        _stop?.Dispose();
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }
    }

    private PosixSignalRegistration On(PosixSignal signal, Action note) => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            note();
            _wake();
        });
}
