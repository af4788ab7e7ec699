using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Platform;

/// <summary>The real terminal: one thread waits for keys and signals with <c>poll</c>.</summary>
[SupportedOSPlatform("linux")]
internal sealed unsafe class GuardedTerminal : ITopTerminal
{
    private readonly KeyDecoder _decoder = new();
    private readonly ScreenSwitch _screen;
    private readonly UnixDevice _device = new();
    private readonly TerminalSignals _signals;
    private readonly int _wakeReader;
    private readonly int _wakeWriter;

    /// <param name="guard">The descriptor that leads to the guard; null if there is none.</param>
    public GuardedTerminal(int? guard)
    {
        ProgramPages.MapOneByOne();
        GuardLink? link = guard is { } descriptor ? new GuardLink(descriptor) : null;
        _screen = new ScreenSwitch(_device) { OnChange = isTaken => link?.Report(isTaken) };
        int* ends = stackalloc int[2];
        if (Libc.CreateSocketPair(Libc.UnixFamily, Libc.StreamSocket | Libc.CloseOnExecute, 0, ends) != 0)
        {
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"socketpair: error {Marshal.GetLastPInvokeError()}"));
        }

        (_wakeReader, _wakeWriter) = (ends[0], ends[1]);
        _signals = new TerminalSignals(Wake);
        link?.WatchForLoss(OnGuardLost);
        _screen.Enter();
    }

    public (int Width, int Height) Size => _device.Size ?? TerminalSize.Default;

    public TerminalEvents Wait(TimeSpan timeout)
    {
        TimeSpan wait = _decoder.IsIncomplete && KeyDecoder.EscapeTimeout < timeout ? KeyDecoder.EscapeTimeout : timeout;
        Libc.PollEntry* entries = stackalloc Libc.PollEntry[2];
        entries[0] = new Libc.PollEntry { Descriptor = TerminalSize.StandardInput, Events = Libc.PollIn };
        entries[1] = new Libc.PollEntry { Descriptor = _wakeReader, Events = Libc.PollIn };
        int ready = Libc.Poll(entries, 2, (int)Math.Ceiling(Math.Max(0, wait.TotalMilliseconds)));
        IReadOnlyList<Key> keys = [];
        bool isClosed = false;
        if (ready > 0 && entries[1].Received != 0)
        {
            Drain();
        }

        if (ready > 0 && entries[0].Received != 0)
        {
            keys = ReadKeys(out isClosed);
        }
        else if (ready == 0 && _decoder.IsIncomplete)
        {
            keys = _decoder.Flush();
        }

        return new TerminalEvents(
            keys,
            _signals.TakeResized(),
            _signals.TakeContinued(),
            isClosed ? Libc.SignalHangUp : _signals.EndSignal
        );
    }

    public void Wake()
    {
        byte message = 0;
        _ = Libc.Write(_wakeWriter, &message, 1);
    }

    public void Write(string text) => _screen.Write(text);

    public bool Suspend()
    {
        _screen.Leave();
        _ = Libc.Raise(Libc.SignalTerminalStop);
        Resume();
        return true;
    }

    public void Resume() => _screen.Enter();

    public void Dispose()
    {
        _screen.Leave();
        _signals.Dispose();
        _ = Libc.Close(_wakeReader);
        _ = Libc.Close(_wakeWriter);
    }

    // The shell continues as soon as the guard is dead, so this process is in the background: it would be stopped when it sets the
    // terminal's mode, unless it ignores the signal.
    private void OnGuardLost()
    {
        _ = Libc.SetSignalHandler(Libc.SignalTerminalOutput, Libc.Ignore);
        _screen.Leave();
        Libc.ExitAtOnce(GuardLink.SignalExitCode + Libc.SignalHangUp);
    }

    private void Drain()
    {
        const int Capacity = 64;
        byte* buffer = stackalloc byte[Capacity];
        _ = Libc.Receive(_wakeReader, buffer, Capacity, Libc.DoNotWait);
    }

    private IReadOnlyList<Key> ReadKeys(out bool isClosed)
    {
        const int Capacity = 256;
        byte* buffer = stackalloc byte[Capacity];
        nint count = Libc.Read(TerminalSize.StandardInput, buffer, Capacity);
        isClosed = count == 0 || (count < 0 && Marshal.GetLastPInvokeError() != Libc.Interrupted);
        return count > 0 ? _decoder.Decode(new ReadOnlySpan<byte>(buffer, (int)count)) : [];
    }
}
