using Psutil.Tool.Text;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Pages;
using Psutil.Tool.Top.Replay;
using Psutil.Tool.Top.Sampling;
using Psutil.Tool.Top.Screen;
using Psutil.Tool.Top.View;

namespace Psutil.Tool.Top;

/// <summary>
/// The main loop: keys, signals and samples in, screens out. All readings are on another thread, so that a file of <c>/proc</c> that does
/// not answer does not block the keys.
/// </summary>
internal sealed class TopSession(
    ITopTerminal terminal,
    Machine machine,
    TimeProvider clock,
    TopState state,
    Terminal look,
    ColorDepth colors,
    TimeSpan interval
) : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly DetailReader _details = new(machine, clock);
    private readonly Worker<TopSample> _sampling = new(terminal.Wake);
    private readonly Worker<TopDetail> _reading = new(terminal.Wake);
    private TopSampler? _sampler;
    private TopState _state = state;
    private bool _isDetailWanted;
    private bool _isSampleWanted = true;
    private bool _wasSampleWanted;
    private long _sampledAt;

    /// <summary>The number of refreshes after which it ends; null for no limit.</summary>
    public int? Count { get; init; }

    /// <summary>What is shown.</summary>
    public TopState State => _state;

    /// <summary>The recording to which a key leads; null where there is no place for one.</summary>
    public PastSession? Past { get; init; }

    /// <summary>Called after each refresh has been drawn.</summary>
    public Action? OnRefreshed { get; init; }

    /// <summary>Runs until the user or a signal ends it, and returns the number of the signal; null if there was none.</summary>
    public int? Run()
    {
        _sampler = NewSampler();
        return RunLoop();
    }

    /// <summary>
    /// Closes what it reads from. A reading that has not ended is abandoned: the end of the process closes its descriptors.
    /// </summary>
    public void Dispose()
    {
        if (!_sampling.IsBusy)
        {
            _sampler?.Dispose();
        }

        if (!_reading.IsBusy)
        {
            _details.Dispose();
        }
    }

    private TopSampler NewSampler() => new(machine, clock) { Curves = new ProcessCurves() };

    private int? RunLoop()
    {
        Theme theme = _state.Theme;
        ScreenPainter painter = new(new Palette(theme, colors));
        TopState? drawn = null;
        SteadyMemory memory = new();
        CellBuffer? shown = null;
        CellBuffer? spare = null;
        int refreshes = 0;
        Resize();
        while (true)
        {
            if (theme != _state.Theme)
            {
                theme = _state.Theme;
                painter = new ScreenPainter(new Palette(theme, colors));
            }

            _state = Past?.Advance(_state) ?? _state;
            StartWork();
            if (!ReferenceEquals(drawn, _state))
            {
                CellBuffer screen = TopView.Draw(_state, look, spare);
                terminal.Write(painter.Paint(screen));
                (spare, shown) = (shown, screen);
                bool isRefreshed = drawn?.Sample != _state.Sample;
                drawn = _state;
                if (isRefreshed)
                {
                    refreshes++;
                    OnRefreshed?.Invoke();
                    memory.OnRefreshed();
                }

                if (refreshes == Count)
                {
                    return null;
                }
            }

            TerminalEvents events = terminal.Wait(UntilNextSample());
            if (events.EndSignal is { } signal)
            {
                return signal;
            }

            if (events.IsContinued)
            {
                terminal.Resume();
            }

            if (events.IsContinued || events.IsResized)
            {
                painter.Forget();
                Resize();
            }

            foreach (Key key in events.Keys)
            {
                (_state, TopAction? action) = TopKeys.Press(_state, key);
                if (action is TopAction.Quit)
                {
                    return null;
                }

                if (action is TopAction.Suspend or TopAction.Refresh)
                {
                    painter.Forget();
                }

                Perform(action);
            }

            TakeResults();
        }
    }

    private void Perform(TopAction? action)
    {
        switch (action)
        {
            case TopAction.Suspend:
                if (!terminal.Suspend())
                {
                    _state = _state with { Message = "programs cannot be suspended on this system" };
                }

                Resize();
                break;
            case TopAction.OpenPast open:
                Past?.Open(open.Time);
                _state = _state with
                {
                    Message = Past is null ? "there is no directory for recordings: name one with --dir" : "opening the recording ...",
                };
                break;
            case TopAction.MovePast move:
                Past?.Ask(move.Move);
                break;
            case TopAction.ClosePast:
                _state = Past?.Close(_state) ?? _state;
                BeginAnew();
                break;
            case TopAction.Refresh when _state.Past is not null:
                Past?.Ask(new PastMove.Stay());
                _state = _state with { };
                break;
            case TopAction.ReadDetail when _state.Past is not null:
                Past?.Ask(new PastMove.Stay());
                break;
            case TopAction.Refresh:
                _isSampleWanted = true;
                _state = _state with { };
                break;
            case TopAction.ReadDetail:
                _isDetailWanted = true;
                break;
            case { } when _state.Past is not null:
                // A question about a process is closed before the past is shown; whatever asks to change something is refused.
                _state = _state with { Message = PastKeys.Forbidden };
                break;
            case TopAction.SendSignal send when !_state.IsReadOnly:
                _state = _state with { Message = ProcessActions.Send(machine.Processes, send) };
                _isSampleWanted = true;
                break;
            case TopAction.SetNice set when !_state.IsReadOnly:
                _state = _state with { Message = ProcessActions.SetNice(machine.Processes, set) };
                _isSampleWanted = true;
                break;
            case TopAction.SetPriority set when !_state.IsReadOnly:
                _state = _state with { Message = ProcessActions.SetPriority(machine.Processes, set) };
                _isSampleWanted = true;
                break;
        }
    }

    private void Resize()
    {
        (int width, int height) = terminal.Size;
        _state = _state.WithSize(width, height);
    }

    // The rates of the first sample after the past would be those of all the time since.
    private void BeginAnew()
    {
        if (!_sampling.IsBusy)
        {
            _sampler?.Dispose();
        }

        _sampler = NewSampler();
        _isSampleWanted = true;
    }

    private void StartWork()
    {
        if (!_reading.IsBusy && _details.IsCounting && _state is not { Past: null, Detail: { Page: DetailPage.Sockets, IsEnded: false } })
        {
            _details.Dispose();
        }

        if (_state.Past is not null || _sampler is not { } sampler)
        {
            return;
        }

        bool isDue = !_state.IsPaused && clock.GetElapsedTime(_sampledAt) >= interval;
        if (!_sampling.IsBusy && (_isSampleWanted || isDue))
        {
            _wasSampleWanted = _isSampleWanted;
            _isSampleWanted = false;
            _sampledAt = clock.GetTimestamp();
            (ProcessFields extra, ArgumentForm arguments, TopPage? page) = (_state.ExtraFields, _state.Arguments, _state.Page?.Page);
            bool estimatesPower = _state.EstimatesPower;
            _sampling.Start(() => sampler.Take(extra, arguments, page, estimatesPower));
        }

        if (!_reading.IsBusy && _isDetailWanted && _state.Detail is { IsReadable: true } detail)
        {
            _isDetailWanted = false;
            _reading.Start(() => _details.Read(detail));
        }
    }

    private void TakeResults()
    {
        // A sample that was being taken when the pause began is not shown.
        if (_sampling.TryTake() is { } sample && _state.Past is null && (!_state.IsPaused || _wasSampleWanted))
        {
            _state = _state.WithSample(sample);
            _isDetailWanted |= _state.Detail is { IsRefreshed: true, IsEnded: false };
        }

        // The user may have changed the page meanwhile.
        if (
            _reading.TryTake() is { Lines: { } lines } read
            && _state.Past is null
            && _state.Detail is { } detail
            && detail.Page == read.Page
            && detail.Process.Identity == read.Process.Identity
        )
        {
            _state = _state with { Detail = (detail with { IsEnded = detail.IsEnded || read.IsEnded }).WithLines(lines, _state.Height) };
        }
    }

    private TimeSpan UntilNextSample()
    {
        if (_state.Past is not null && Past is not null)
        {
            return Past.UntilNext(_state);
        }

        if (_sampling.IsBusy || _state.IsPaused)
        {
            return LongestWait;
        }

        TimeSpan wait = interval - clock.GetElapsedTime(_sampledAt);
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }
}
