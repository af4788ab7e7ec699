using Psutil.AspNetCore.Api;
using Psutil.Recording;
using Psutil.Tool.Listing;
using Psutil.Tool.Report;

namespace Psutil.AspNetCore.Recordings;

/// <summary>A moment of a recording: the processes that used most then, and what ended around it.</summary>
internal sealed class RecordedMoment
{
    // Of those with the most CPU time, and of those with the most memory.
    private const int MostProcesses = 100;
    private const int MostEnded = 200;

    // A storm of short processes can have any number of them.
    private const int MostSeen = 10_000;
    private const int MostSamples = 2000;
    private static readonly TimeSpan Near = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private const ProcessFields Measured = ProcessFields.CpuTimes | ProcessFields.IOCounters;

    private readonly List<ProcessExitedEvent> _ended = [];
    private readonly List<(DateTimeOffset Time, OomKill Kill)> _oomKills = [];
    private Dictionary<ProcessIdentity, ProcessSnapshot> _later = [];
    private IReadOnlyList<ProcessSnapshot> _processes = [];
    private DateTimeOffset _time;
    private TimeSpan _step;
    private CpuTimesPercent? _cpu;
    private VirtualMemory? _memory;
    private long _endedCount;

    /// <summary>Reads it; null if the recording begins later.</summary>
    /// <exception cref="PsutilException">It cannot be read.</exception>
    public static RecordedMoment? Read(string directory, DateTimeOffset time)
    {
        Recording.Recording recording = Recording.Recording.Open(directory);
        using RecordedMachine machine = OpenBefore(recording, time);
        if (machine.Time - time >= Second)
        {
            return null;
        }

        // The start of a recording is known to the second.
        time = machine.Time > time ? machine.Time : time;

        RecordedMoment moment = new();
        moment.TakeEvents(machine, time, until: time);
        machine.TryMoveTo(time);
        moment.TakeSample(machine);
        moment.TakeEvents(machine, time, until: time + Near);
        return moment;
    }

    /// <summary>The document.</summary>
    /// <param name="fields">What is shown of a process.</param>
    /// <param name="showsIO">Whether the client may see what processes read and write.</param>
    public byte[] Write(ProcessField[] fields, bool showsIO)
    {
        (ProcessSnapshot Process, double? Cpu)[] all = [.. _processes.Select(process => (process, CpuPercentOf(process)))];
        HashSet<ProcessIdentity> chosen =
        [
            .. all.OrderByDescending(row => row.Cpu ?? -1).Take(MostProcesses).Select(row => row.Process.Identity),
            .. all.OrderByDescending(row => row.Process.Memory?.Rss ?? -1).Take(MostProcesses).Select(row => row.Process.Identity),
        ];
        return JsonBytes.OfDocument(writer =>
        {
            writer.Instant("time", _time);
            writer.Seconds("measured_seconds", _step);
            writer.Percent("cpu_percent", _cpu?.Busy);
            writer.Bytes("memory_total", _memory?.Total);
            writer.Bytes("memory_available", _memory?.Available);
            writer.Number("process_count", all.Length);
            writer.StartArray("processes");
            foreach (
                (ProcessSnapshot process, double? cpu) in all.Where(row => chosen.Contains(row.Process.Identity))
                    .OrderByDescending(row => row.Cpu ?? -1)
                    .ThenByDescending(row => row.Process.Memory?.Rss ?? -1)
            )
            {
                writer.StartObject();
                ProcessReport.Write(writer, new ProcessRow(process, cpu, _memory?.Total), fields);
                if (showsIO)
                {
                    writer.BytesPerSecond("read_rate", RateOf(process, io => io.ReadBytes));
                    writer.BytesPerSecond("write_rate", RateOf(process, io => io.WriteBytes));
                }

                writer.EndObject();
            }

            writer.EndArray();
            writer.Number("ended_count", _endedCount);
            WriteEnded(writer);
            WriteOomKills(writer);
        });
    }

    // At the beginning of a recording there is less before the moment.
    private static RecordedMachine OpenBefore(Recording.Recording recording, DateTimeOffset time)
    {
        try
        {
            return recording.OpenMachine(time - Near);
        }
        catch (RecordingException)
        {
            return recording.OpenFirst();
        }
    }

    private void WriteEnded(ReportWriter writer)
    {
        writer.StartArray("ended");
        // Those that failed or were killed first, and those that are nearest.
        IEnumerable<ProcessExitedEvent> chosen = _ended
            .OrderByDescending(exit => exit.ExitCode is not (null or 0))
            .ThenBy(exit => (exit.Time - _time).Duration())
            .Take(MostEnded)
            .OrderBy(exit => exit.Time);
        foreach (ProcessExitedEvent exit in chosen)
        {
            writer.StartObject();
            writer.Instant("time", exit.Time);
            writer.Number("pid", exit.Identity.Pid);
            writer.Text("name", exit.Name);
            writer.Number("exit_code", exit.ExitCode);
            writer.EndObject();
        }

        writer.EndArray();
    }

    private void WriteOomKills(ReportWriter writer)
    {
        writer.StartArray("oom_kills");
        foreach ((DateTimeOffset time, OomKill kill) in _oomKills)
        {
            writer.StartObject();
            writer.Instant("time", time);
            writer.Number("count", kill.Count);
            writer.Text("cgroup", kill.CgroupPath);
            writer.EndObject();
        }

        writer.EndArray();
    }

    // The processes of the sample, and what they did until the next one.
    private void TakeSample(RecordedMachine machine)
    {
        _time = machine.Time;
        _memory = Find(machine.Memory.GetVirtual);
        CpuTimes? before = FindValue(machine.Cpu.GetTimes);
        _processes = machine.Processes.Capture(ProcessFields.All);
        long start = machine.TimeProvider.GetTimestamp();
        if (!machine.TryMoveNext())
        {
            return;
        }

        _step = machine.TimeProvider.GetElapsedTime(start);
        _cpu = before is { } earlier ? FindValue(machine.Cpu.GetTimes)?.PercentSince(earlier) : null;
        _later = machine.Processes.Capture(Measured).ToDictionary(process => process.Identity);
        Take(machine, _time);
    }

    private void TakeEvents(RecordedMachine machine, DateTimeOffset time, DateTimeOffset until)
    {
        for (int sample = 0; sample < MostSamples && machine.TryMoveNext() && machine.Time <= until; sample++)
        {
            Take(machine, time);
        }
    }

    private void Take(RecordedMachine machine, DateTimeOffset time)
    {
        foreach (ProcessExitedEvent exit in machine.Events.OfType<ProcessExitedEvent>())
        {
            if ((exit.Time - time).Duration() <= Near)
            {
                _endedCount++;
                if (_ended.Count < MostSeen)
                {
                    _ended.Add(exit);
                }
            }
        }

        foreach (OomKill kill in machine.OomKills)
        {
            if (_oomKills.Count < MostEnded)
            {
                _oomKills.Add((machine.Time, kill));
            }
        }
    }

    // Of one CPU.
    private double? CpuPercentOf(ProcessSnapshot process) =>
        _step > TimeSpan.Zero && process.CpuTimes is { } before && _later.GetValueOrDefault(process.Identity)?.CpuTimes is { } now
            ? Math.Max(0, 100.0 * ((now.User + now.System) - (before.User + before.System)).Ticks / _step.Ticks)
            : null;

    private double? RateOf(ProcessSnapshot process, Func<ProcessIOCounters, long?> select) =>
        _step > TimeSpan.Zero
        && process.IOCounters is { } before
        && _later.GetValueOrDefault(process.Identity)?.IOCounters is { } now
        && select(now) - select(before) is { } bytes
            ? Math.Max(0, bytes / _step.TotalSeconds)
            : null;

    private static T? Find<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (PsutilException)
        {
            return null;
        }
    }

    private static T? FindValue<T>(Func<T> read)
        where T : struct
    {
        try
        {
            return read();
        }
        catch (PsutilException)
        {
            return null;
        }
    }
}
