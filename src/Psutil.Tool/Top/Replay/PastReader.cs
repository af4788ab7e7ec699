using Psutil.Recording;
using Psutil.Tool.Past;
using Psutil.Tool.Top.Sampling;

namespace Psutil.Tool.Top.Replay;

/// <summary>
/// Stands on a sample of a recording, moves to others, and reads what the screen shows of them. A moment is shown with the rates since the
/// sample before, as a screen that ran then would have had them. Not thread-safe.
/// </summary>
internal sealed class PastReader
{
    // Who asks for a moment much later than the last one should know.
    private static readonly TimeSpan LongGap = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);

    private readonly string _directory;
    private readonly TimeZoneInfo _zone;
    private readonly HashSet<RecordingFault> _faults = [];
    private Recording.Recording _recording;
    private RecordedMachine _machine;
    private TopSampler? _sampler;
    private DetailReader? _details;
    private DateTimeOffset _start;
    private DateTimeOffset _end;
    private TimeSpan? _interval;

    private PastReader(string directory, TimeZoneInfo zone, Recording.Recording recording, RecordedMachine machine)
    {
        (_directory, _zone, _recording, _machine) = (directory, zone, recording, machine);
        (_start, _end) = (recording.GetStart(), recording.GetEnd());
    }

    /// <summary>The recording, as it was when it was opened last.</summary>
    public Recording.Recording Recording => _recording;

    /// <summary>The moment.</summary>
    public DateTimeOffset Time => _machine.Time;

    public DateTimeOffset Start => _start;

    public DateTimeOffset End => _end;

    /// <summary>Opens a recording at a moment.</summary>
    /// <exception cref="RecordingException">There is none, or it begins later.</exception>
    public static PastReader Open(string directory, DateTimeOffset time, TimeZoneInfo zone)
    {
        Recording.Recording recording = Psutil.Recording.Recording.Open(directory);
        return new PastReader(directory, zone, recording, recording.OpenMachine(time));
    }

    /// <summary>Makes a move and reads what is to be shown then. It can take long where a process is looked for.</summary>
    public PastAnswer Go(PastRequest request, StopSign stop)
    {
        string? message;
        bool isContinued = false;
        try
        {
            message = request.Move switch
            {
                PastMove.To to => MoveTo(to.Time),
                PastMove.By by => MoveBy(by.Time),
                PastMove.Step step => MoveOn(step.Count, TimeSpan.Zero, out isContinued),
                PastMove.Play play => MoveOn(0, play.Time, out isContinued),
                PastMove.ToExit exit => MoveToExit(exit, stop),
                _ => null,
            };
        }
        catch (RecordingException exception)
        {
            (message, isContinued) = (exception.Message, false);
        }

        if (!isContinued || _sampler is null)
        {
            BeginBeforeMoment(request);
            isContinued = false;
        }

        TopSample? sample = TakeSample(request, ref message);
        IReadOnlyList<ProcessEvent> events = _machine.Events;
        return new PastAnswer(this)
        {
            Moment = _machine.Time,
            Sample = sample,
            Detail = request.Detail is { } detail ? _details?.Read(detail) : null,
            IsContinued = isContinued,
            IsAtEnd = _machine.Time >= _end,
            Interval = _interval ?? Slack,
            Started = events.Count(happening => happening is ProcessStartedEvent),
            Exited = events.Count(happening => happening is ProcessExitedEvent),
            Start = _start,
            End = _end,
            Message = NewFault() ?? message,
        };
    }

    // Of a recording it holds nothing that is to be closed.
    private TopSampler NewSampler() => new(_machine, _machine.TimeProvider);

    private TopSample? TakeSample(PastRequest request, ref string? message)
    {
        try
        {
            return _sampler!.Take(request.Extra, request.Arguments, request.Page, request.EstimatesPower);
        }
        catch (PsutilException exception)
        {
            // The recorder could not read the processes at this moment. The machine is shown all the same.
            message = exception.Message;
            TopSample sample = _sampler!.TakeMachine();
            _sampler = null;
            return sample;
        }
    }

    // Rates need the sample before, if it is not before a gap.
    private void BeginBeforeMoment(PastRequest request)
    {
        _sampler?.Dispose();
        _details?.Dispose();
        (_sampler, _details) = (NewSampler(), new DetailReader(_machine, _machine.TimeProvider));
        DateTimeOffset moment = _machine.Time;
        DateTimeOffset? boot = BootTime();
        if (!_machine.TryMovePrevious())
        {
            return;
        }

        if (IsSameBoot(boot, BootTime()) && IsNext(_machine.Time, moment))
        {
            string? ignored = null;
            TakeSample(request, ref ignored);
            _sampler ??= NewSampler();
            if (request.Detail is { } detail)
            {
                _details.Read(detail);
            }
        }

        _machine.TryMoveNext();
    }

    private string? MoveTo(DateTimeOffset time)
    {
        if (time > _end)
        {
            Reopen();
        }

        if (!_machine.TryMoveTo(time))
        {
            _machine = _recording.OpenFirst();
            return $"the recording begins at {Text(_machine.Time)}";
        }

        return time - _machine.Time > LongGap && time < DateTimeOffset.MaxValue ? $"nothing was recorded for {Text(time)}" : null;
    }

    private string? MoveBy(TimeSpan time)
    {
        DateTimeOffset from = _machine.Time;
        bool isOutside = time < TimeSpan.Zero ? from - DateTimeOffset.MinValue < -time : DateTimeOffset.MaxValue - from < time;
        string? message = isOutside ? null : MoveTo(from + time);

        // Over a gap, so that the same key goes on.
        return message is null || time < TimeSpan.Zero || _machine.Time > from ? message : MoveOn(1, TimeSpan.Zero, out _);
    }

    // Moves by a number of samples or, if that is zero, for a time, over no gap without showing where it leads.
    private string? MoveOn(int count, TimeSpan time, out bool isContinued)
    {
        isContinued = count >= 0;
        for (; count < 0; count++)
        {
            if (!_machine.TryMovePrevious())
            {
                return "this is the first sample";
            }
        }

        TimeSpan passed = TimeSpan.Zero;
        TimeSpan step = TimeSpan.Zero;
        for (int moved = 0; isContinued && (moved < count || passed < time - (step / 2)); moved++)
        {
            DateTimeOffset before = _machine.Time;
            DateTimeOffset? boot = BootTime();
            if (!_machine.TryMoveNext())
            {
                Reopen();
                if (!_machine.TryMoveNext())
                {
                    isContinued &= moved > 0;
                    return "this is the last sample so far";
                }

                isContinued = false;
            }

            if (!IsSameBoot(boot, BootTime()))
            {
                isContinued = false;
                return $"the machine started again at {Text(BootTime() ?? _machine.Time)}";
            }

            if (!IsNext(before, _machine.Time))
            {
                isContinued = false;
                return $"nothing was recorded from {Text(before)} to {Text(_machine.Time)}";
            }

            step = _machine.Time - before;
            passed += step > TimeSpan.Zero ? step : Slack;
        }

        return null;
    }

    private string MoveToExit(PastMove.ToExit exit, StopSign stop)
    {
        Reopen();
        using RecordedMachine later = _recording.OpenMachine(_machine.Time);
        bool wasThere = later.Processes.FromIdentity(exit.Process).IsRunning();
        DateTimeOffset? goneAt = null;
        while (goneAt is null && later.TryMoveNext())
        {
            if (stop.IsSet)
            {
                return "stopped";
            }

            bool isThere = later.Processes.FromIdentity(exit.Process).IsRunning();
            goneAt = FindExit(later, exit.Process) is not null || (wasThere && !isThere) ? later.Time : null;
            wasThere |= isThere;
        }

        if (goneAt is not { } time)
        {
            return wasThere
                ? $"{exit.Title} was running until the end of the recording"
                : $"{exit.Title} was not there from here to the end of the recording";
        }

        // The event can come a little later than the table without the process.
        _machine.TryMoveTo(time);
        ProcessExitedEvent? seen = FindExit(later, exit.Process) ?? (later.TryMoveNext() ? FindExit(later, exit.Process) : null);
        return seen is null
            ? $"{exit.Title} is gone; how it ended was not recorded"
            : $"{exit.Title} {HowItEnded(seen.ExitCode)} at {Text(seen.Time)}";
    }

    private static ProcessExitedEvent? FindExit(RecordedMachine machine, ProcessIdentity process) =>
        machine.Events.OfType<ProcessExitedEvent>().FirstOrDefault(exited => exited.Identity == process);

    private static string HowItEnded(int? exitCode) =>
        exitCode switch
        {
            null => "exited, with a code that is not known,",
            < 0 => string.Create(CultureInfo.InvariantCulture, $"was ended by signal {-exitCode}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"exited with code {exitCode}"),
        };

    // A recorder may have written more, and removed what is too old. The end is read first: what is written meanwhile is after it.
    private void Reopen()
    {
        Recording.Recording recording = Psutil.Recording.Recording.Open(_directory);
        (_start, _end) = (recording.GetStart(), recording.GetEnd());
        RecordedMachine machine = recording.OpenMachine(_machine.Time);
        (_recording, _machine, _sampler) = (recording, machine, null);
    }

    // Whether two samples follow each other by the recorder's interval, or there is a gap between them.
    private bool IsNext(DateTimeOffset before, DateTimeOffset time)
    {
        TimeSpan step = time - before;
        _interval ??= StepBefore(before) ?? step;
        bool isNext = step <= (3 * _interval.Value) + Slack || StepBefore(before) >= step / 2;
        _interval = isNext && step > TimeSpan.Zero ? step : _interval;
        return isNext;
    }

    // How long the sample before a moment was before that; null if it is not known.
    private TimeSpan? StepBefore(DateTimeOffset moment)
    {
        using RecordedMachine other = _recording.OpenMachine(moment);
        DateTimeOffset time = other.Time;
        return other.TryMovePrevious() && time > other.Time ? time - other.Time : null;
    }

    private DateTimeOffset? BootTime()
    {
        try
        {
            return _machine.GetBootTime();
        }
        catch (PsutilException)
        {
            return null;
        }
    }

    // A clock that is set moves the time of boot by as much; what it is like after that is a beginning, too.
    private static bool IsSameBoot(DateTimeOffset? left, DateTimeOffset? right) => !((left - right)?.Duration() > Slack);

    // What cannot be read is said once.
    private string? NewFault()
    {
        string? fault = null;
        foreach (RecordingFault found in _recording.Faults)
        {
            fault = _faults.Add(found) ? PastRun.Describe(found) : fault;
        }

        return fault;
    }

    private string Text(DateTimeOffset time) => PastRun.TextOf(time, _zone);
}
