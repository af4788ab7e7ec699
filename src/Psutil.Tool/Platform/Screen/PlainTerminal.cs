using System.Diagnostics;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Platform;

/// <summary>
/// The real terminal without a <see cref="TerminalGuard"/>: a separate thread waits for keys. If this process is ended by SIGKILL or
/// similar, the screen is not given back.
/// </summary>
internal sealed class PlainTerminal : ITopTerminal
{
    // How soon a new size is noticed without a signal.
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);

    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly ITerminalDevice _device;
    private readonly IKeySource _keys;
    private readonly ScreenSwitch _screen;
    private readonly TerminalSignals _signals;
    private (int Width, int Height) _size;
    private volatile bool _isClosed;

    public PlainTerminal(ITerminalDevice device, IKeySource keys)
    {
        _device = device;
        _keys = keys;
        _screen = new ScreenSwitch(device);
        _signals = new TerminalSignals(Wake);
        _signals.WatchForStop();
        _size = Size;

        // An exception on another thread, or a call of exit, ends the process without our Dispose.
        AppDomain.CurrentDomain.ProcessExit += OnEnd;
        AppDomain.CurrentDomain.UnhandledException += OnEnd;
        _screen.Enter();
        new Thread(AwaitKeys) { IsBackground = true, Name = "keys" }.Start();
    }

    public (int Width, int Height) Size => _device.Size ?? TerminalSize.Default;

    public TerminalEvents Wait(TimeSpan timeout)
    {
        TimeSpan wait = _keys.IsIncomplete && KeyDecoder.EscapeTimeout < timeout ? KeyDecoder.EscapeTimeout : timeout;
        long start = Stopwatch.GetTimestamp();
        bool isWoken;
        bool isOver;
        do
        {
            TimeSpan left = wait - Stopwatch.GetElapsedTime(start);
            TimeSpan slice = !_device.ReportsResize && LookInterval < left ? LookInterval : left;
            isWoken = _wake.WaitOne(slice > TimeSpan.Zero ? slice : TimeSpan.Zero);
            isOver = Stopwatch.GetElapsedTime(start) >= wait;
        } while (!isWoken && !isOver && Size == _size);

        bool wasStopped = _signals.IsStopWanted;
        if (wasStopped)
        {
            Suspend();
        }

        IReadOnlyList<Key> keys = !isWoken && isOver && _keys.IsIncomplete ? _keys.Flush() : _keys.Take();
        (int Width, int Height) before = _size;
        _size = Size;
        bool isResized = _signals.TakeResized() || _size != before;
        return new TerminalEvents(
            keys,
            isResized,
            _signals.TakeContinued() || wasStopped,
            _isClosed ? Libc.SignalHangUp : _signals.EndSignal
        );
    }

    public void Wake() => _wake.Set();

    public void Write(string text) => _screen.Write(text);

    public bool Suspend()
    {
        if (!_signals.CanStop)
        {
            return false;
        }

        GiveBack();
        _signals.Stop();
        Resume();
        return true;
    }

    public void Resume()
    {
        _screen.Enter();
        _keys.Release();
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnEnd;
        AppDomain.CurrentDomain.UnhandledException -= OnEnd;
        GiveBack();
        _keys.Dispose();
        _signals.Dispose();
    }

    private void OnEnd(object? sender, EventArgs arguments) => GiveBack();

    // The keys first: what is typed when the shell is visible again belongs to the shell.
    private void GiveBack()
    {
        _keys.Hold();
        _screen.Leave();
    }

    private void AwaitKeys()
    {
        while (_keys.Await())
        {
            Wake();
        }

        _isClosed = true;
        Wake();
    }
}
