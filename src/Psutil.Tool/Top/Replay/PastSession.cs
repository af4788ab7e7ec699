using Psutil.Recording;
using Psutil.Tool.Top.Model;

namespace Psutil.Tool.Top.Replay;

/// <summary>
/// What a session needs to show a recording: the moves and the load are read on two other threads, so that neither blocks the keys.
/// </summary>
/// <param name="directory">Where the recording is.</param>
/// <param name="isElsewhere">Whether that is another directory than the usual one.</param>
/// <param name="clock">The clock of the present.</param>
/// <param name="wake">Called on another thread when something was read.</param>
internal sealed class PastSession(string directory, bool isElsewhere, TimeProvider clock, Action wake)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    // A recorder that has written nothing for so long does not run.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan SayFor = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReadAgain = TimeSpan.FromSeconds(5);

    private readonly Worker<PastAnswer> _moving = new(wake);
    private readonly Worker<LoadAnswer> _scanning = new(wake);
    private PastReader? _reader;
    private LoadScanner? _scanner;
    private PastMove? _pending;
    private PastMove? _running;
    private StopSign _stop = new();
    private bool _isOpening;
    private long _movedAt;
    private long _scannedAt;
    private string? _said;
    private long _saidAt;

    /// <summary>The recording that was opened last; null if none was.</summary>
    public Recording.Recording? Recording { get; private set; }

    /// <summary>The state at the moment on which a reader stands.</summary>
    public TopState Begin(TopState state, PastReader reader)
    {
        (_reader, Recording, _pending) = (reader, reader.Recording, new PastMove.Stay());
        return state.At(PastOf(reader.Time, reader.Start, reader.End));
    }

    /// <summary>Opens the recording at a time, or at its end if that is null. The present is shown until it is open.</summary>
    public void Open(DateTimeOffset? time) => (_isOpening, _pending) = (true, new PastMove.To(time ?? DateTimeOffset.MaxValue));

    /// <summary>The state in the present.</summary>
    public TopState Close(TopState state)
    {
        _stop.IsSet = true;
        (_reader, _scanner, _pending, _isOpening) = (null, null, null, false);
        return state.At(null);
    }

    /// <summary>Asks for a move. It is made after the one that is being made; a search for an exit ends then.</summary>
    public void Ask(PastMove move)
    {
        _pending = _pending?.Then(move) ?? move;
        if (_running is PastMove.ToExit)
        {
            _stop.IsSet = true;
        }
    }

    /// <summary>Takes what was read, and starts to read what is missing.</summary>
    public TopState Advance(TopState state)
    {
        state = TakeResults(state);
        state = FindPeak(state);
        StartMove(state);
        StartScan(state);
        return state;
    }

    /// <summary>How long nothing is to be done unless something was read.</summary>
    public TimeSpan UntilNext(TopState state)
    {
        TimeSpan wait = LongestWait;
        if (state.Past is { } past)
        {
            wait = past.IsPlaying && !_moving.IsBusy ? past.Frame - clock.GetElapsedTime(_movedAt) : wait;
            TimeSpan scan = ScanEvery(past) - clock.GetElapsedTime(_scannedAt);
            wait = !_scanning.IsBusy && scan < wait ? scan : wait;
        }

        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private TopPast PastOf(DateTimeOffset moment, DateTimeOffset start, DateTimeOffset end) =>
        new(clock)
        {
            Moment = moment,
            Start = start,
            End = end,
            IsElsewhere = isElsewhere,
            Span = TopPast.SpanFor(start, end),
        };

    private TopState TakeResults(TopState state)
    {
        if (_moving.TryTake() is { } answer)
        {
            PastMove? move = _running;
            _running = null;
            state = Show(state, answer, move);
        }

        if (_scanning.TryTake() is { } read && read.From == _scanner && state.Past is { } past)
        {
            TopPast next = past with
            {
                Hours = past.Hours.With(read.Hour, past.Moment),
                Start = read.Start ?? past.Start,
                End = read.End ?? past.End,
            };
            state = (state with { Past = next }).WithCurves();
        }

        return state;
    }

    private TopState Show(TopState state, PastAnswer answer, PastMove? move)
    {
        if (answer.From is null)
        {
            _isOpening = false;
            return state.Past is null ? state with { Message = answer.Message } : state;
        }

        if (_isOpening && state.Past is null)
        {
            (_isOpening, _reader) = (false, answer.From);
            state = state.At(PastOf(answer.Moment, answer.Start, answer.End));
        }

        if (answer.From != _reader || state.Past is not { } past)
        {
            // The user has returned to the present meanwhile.
            return state;
        }

        Recording = answer.From.Recording;
        bool isOver = answer.IsAtEnd && clock.GetUtcNow() - answer.End > LongestSilence;
        past = past with
        {
            Moment = answer.Moment,
            Start = answer.Start,
            End = answer.End,
            Interval = answer.Interval,
            Started = answer.Started,
            Exited = answer.Exited,
            ExitOf = null,
            IsPlaying = past.IsPlaying && !isOver,
        };
        state = answer.Sample is { } sample ? state.WithPast(past, sample, answer.IsContinued) : state with { Past = past };
        state = WithDetail(state, answer.Detail);

        // While a recording grows, playing waits at its end for what comes.
        bool isWaiting = move is PastMove.Play && answer.IsAtEnd && !isOver;
        return Say(state, isWaiting ? null : answer.Message);
    }

    // What was said of a moment is not of the later ones, to which nobody has struck a key.
    private TopState Say(TopState state, string? message)
    {
        if (message is not null)
        {
            (_said, _saidAt) = (message, clock.GetTimestamp());
            return state with { Message = message };
        }

        return state.Message == _said && clock.GetElapsedTime(_saidAt) >= SayFor ? state with { Message = null } : state;
    }

    private static TopState WithDetail(TopState state, TopDetail? read)
    {
        if (state.Detail is not { } detail || detail.Process.Identity != read?.Process.Identity || detail.Page != read.Page)
        {
            return state;
        }

        IReadOnlyList<string>? lines = read.IsEnded ? ["the process was not running at this time"] : read.Lines;
        return lines is null
            ? state
            : state with
            {
                Detail = (detail with { IsEnded = detail.IsEnded || read.IsEnded }).WithLines(lines, state.Height),
            };
    }

    private TopState FindPeak(TopState state)
    {
        if (state.Past is not { PeakDirection: not 0 } past)
        {
            return state;
        }

        DateTimeOffset? peak = past.FindPeak(out long? missing);
        if (peak is null && missing is not null)
        {
            return state;
        }

        if (peak is { } time)
        {
            Ask(new PastMove.To(time));
        }

        string? message = peak is null
            ? $"no {(past.PeakDirection > 0 ? "later" : "earlier")} peak within a week of {PeakFinder.Describe(past.Series)}"
            : null;
        return state with { Past = past with { PeakDirection = 0 }, Message = message ?? state.Message };
    }

    private void StartMove(TopState state)
    {
        if (_moving.IsBusy)
        {
            return;
        }

        if (_pending is null && state.Past is { IsPlaying: true } past && clock.GetElapsedTime(_movedAt) >= past.Frame)
        {
            _pending = new PastMove.Play(past.FrameStep);
        }

        if (_pending is not { } move)
        {
            return;
        }

        (_running, _pending, _movedAt) = (move, null, clock.GetTimestamp());
        _stop = new StopSign();
        (PastReader? reader, StopSign stop, PastRequest request) = (_reader, _stop, PastRequest.Of(move, state));
        _moving.Start(() => reader?.Go(request, stop) ?? OpenAt(request, stop));
    }

    private PastAnswer OpenAt(PastRequest request, StopSign stop)
    {
        try
        {
            DateTimeOffset time = request.Move is PastMove.To to ? to.Time : DateTimeOffset.MaxValue;
            return PastReader.Open(directory, time, clock.LocalTimeZone).Go(request, stop);
        }
        catch (RecordingException exception)
        {
            return new PastAnswer(null) { Message = exception.Message };
        }
    }

    private void StartScan(TopState state)
    {
        if (_scanning.IsBusy || state.Past is not { } past)
        {
            return;
        }

        bool isDue = clock.GetElapsedTime(_scannedAt) >= ScanEvery(past);
        if ((past.NextHour() ?? (isDue ? past.GrowingHour() : null)) is not { } hour)
        {
            _scannedAt = isDue ? clock.GetTimestamp() : _scannedAt;
            return;
        }

        _scannedAt = clock.GetTimestamp();
        LoadScanner scanner = _scanner ??= new LoadScanner(directory);
        LoadHour? known = past.Hours[hour];
        _scanning.Start(() => scanner.Read(hour, known));
    }

    private TimeSpan ScanEvery(TopPast past) => clock.GetUtcNow() - past.End > LongestSilence ? 12 * ReadAgain : ReadAgain;
}
