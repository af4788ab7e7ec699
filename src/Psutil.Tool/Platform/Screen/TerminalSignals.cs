using System.Runtime.InteropServices;

namespace Psutil.Tool.Platform;

/// <summary>
/// The signals that concern a full screen, as far as the system has them: noted when they come, given when somebody looks.
/// </summary>
internal sealed class TerminalSignals : IDisposable
{
    // How long a stop may take to come; where nobody could ever continue us the system lets none come.
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

        // On Windows the first two come when the console is closed and when the system ends, the others with Ctrl+C and Ctrl+Break.
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

    /// <summary>Whether there is a way to stop as Ctrl+Z does.</summary>
    public bool CanStop => _stop is not null;

    /// <summary>Whether the process's terminal is to be given back before it stops: <see cref="WatchForStop"/>.</summary>
    public bool IsStopWanted => _isStopWanted;

    /// <summary>The number of the signal that asks us to end; null for none.</summary>
    public int? EndSignal => _endSignal == 0 ? null : _endSignal;

    /// <summary>Whether the terminal's size has changed since the last call.</summary>
    public bool TakeResized() => Interlocked.Exchange(ref _isResized, false);

    /// <summary>Whether we were stopped and go on since the last call.</summary>
    public bool TakeContinued() => Interlocked.Exchange(ref _isContinued, false);

    /// <summary>Notes SIGTSTP, too, instead of obeying it at once.</summary>
    public void WatchForStop()
    {
        if (!OperatingSystem.IsWindows())
        {
            _stop = On(PosixSignal.SIGTSTP, () => _isStopWanted = true);
        }
    }

    /// <summary>Stops this process, as Ctrl+Z does, and returns when it goes on; only if it can.</summary>
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
