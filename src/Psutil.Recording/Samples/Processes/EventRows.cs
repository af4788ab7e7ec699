namespace Psutil.Recording;

/// <summary>What happened to processes since the sample before.</summary>
internal static class EventRows
{
    private const int Kind = 1;
    private const int Time = 2;
    private const int Pid = 3;
    private const int StartTime = 4;
    private const int Name = 5;
    private const int ParentPid = 6;
    private const int HasNoParent = 7;
    private const int ExitCode = 8;
    private const int ByExec = 9;
    private const int Count = 10;

    private enum EventKind
    {
        None = 0,
        Started = 1,
        Exited = 2,
        Renamed = 3,
        Lost = 4,
    }

    public static void Add(SampleDraft sample, IEnumerable<ProcessEvent> events)
    {
        RowBuilder row = new();
        foreach ((int index, ProcessEvent happening) in events.Index())
        {
            row.Add(Time, happening.Time);
            switch (happening)
            {
                case ProcessStartedEvent started:
                    Identify(EventKind.Started, started.Identity, started.Name);
                    row.Add(ParentPid, started.ParentPid).Add(HasNoParent, started.HasNoParent);
                    break;
                case ProcessExitedEvent exited:
                    Identify(EventKind.Exited, exited.Identity, exited.Name);
                    row.Add(ExitCode, exited.ExitCode);
                    break;
                case ProcessRenamedEvent renamed:
                    Identify(EventKind.Renamed, renamed.Identity, renamed.Name);
                    row.Add(ByExec, renamed.ByExec);
                    break;
                case ProcessEventsLostEvent lost:
                    row.Add(Kind, (long)EventKind.Lost).Add(Count, lost.Count);
                    break;
            }

            sample.Add(RecordTable.Events, index.ToString(CultureInfo.InvariantCulture), row.Build());
        }

        void Identify(EventKind kind, ProcessIdentity identity, string? name) =>
            row.Add(Kind, (long)kind).Add(Pid, identity.Pid).Add(StartTime, identity.StartTime).Add(Name, name);
    }

    /// <summary>The event of a row; null if it is of a kind that is not known.</summary>
    public static ProcessEvent? EventOf(Row row)
    {
        if (row.Time(Time) is not { } time)
        {
            return null;
        }

        ProcessIdentity identity = IdentityOf(row);
        return (EventKind)(row.Int32(Kind) ?? 0) switch
        {
            EventKind.Started => new ProcessStartedEvent
            {
                Time = time,
                Identity = identity,
                Name = row.Text(Name),
                ParentPid = row.Int32(ParentPid),
                HasNoParent = row.Bool(HasNoParent),
            },
            EventKind.Exited => new ProcessExitedEvent
            {
                Time = time,
                Identity = identity,
                Name = row.Text(Name),
                ExitCode = row.Int32(ExitCode),
            },
            EventKind.Renamed => new ProcessRenamedEvent
            {
                Time = time,
                Identity = identity,
                Name = row.Text(Name),
                ByExec = row.Bool(ByExec),
            },
            EventKind.Lost => new ProcessEventsLostEvent { Time = time, Count = row.Integer(Count) },
            _ => null,
        };
    }

    /// <summary>The last known names of the processes to which something happened.</summary>
    public static Dictionary<ProcessIdentity, string> NamesOf(SampleRows sample)
    {
        Dictionary<ProcessIdentity, string> names = [];
        foreach (KeyedRow row in sample[RecordTable.Events])
        {
            if (row.Row.Text(Name) is { } name)
            {
                names[IdentityOf(row.Row)] = name;
            }
        }

        return names;
    }

    private static ProcessIdentity IdentityOf(Row row) => new(row.Pid(Pid) ?? 0, row.Integer(StartTime));
}
