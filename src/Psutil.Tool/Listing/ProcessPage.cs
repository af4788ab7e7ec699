using System.Net;
using Psutil.Tool.Readings;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.Listing;

/// <summary>Lays out one process on a page: its fields in groups, then its lists as tables.</summary>
internal sealed class ProcessPage(TextPage page, ProcessRow row, TimeProvider clock)
{
    private const int Indent = 2;
    private const int LabelWidth = 18;
    private const int LeastValueWidth = 20;
    private const int MostChildren = 10;

    private static readonly ProcessField[] Identity =
    [
        ProcessFieldTable.Pid,
        ProcessFieldTable.Name,
        ProcessFieldTable.Status,
        ProcessFieldTable.ExecutablePath,
        ProcessFieldTable.CommandLine,
        ProcessFieldTable.WorkingDirectory,
        ProcessFieldTable.Terminal,
        ProcessFieldTable.CreateTime,
    ];

    // Parent and children follow them.
    private static readonly (string Title, ProcessField[] Fields)[] Groups =
    [
        (
            "Owner",
            [
                ProcessFieldTable.UserName,
                ProcessFieldTable.UserIds,
                ProcessFieldTable.GroupIds,
                ProcessFieldTable.ProcessGroupId,
                ProcessFieldTable.SessionId,
                ProcessFieldTable.Cgroup,
            ]
        ),
        (
            "CPU",
            [
                ProcessFieldTable.CpuPercent,
                ProcessFieldTable.CpuTimes,
                ProcessFieldTable.CpuNumber,
                ProcessFieldTable.CpuAffinity,
                ProcessFieldTable.Nice,
                ProcessFieldTable.ThreadCount,
                ProcessFieldTable.ContextSwitches,
            ]
        ),
        (
            "Memory",
            [
                ProcessFieldTable.MemoryPercent,
                ProcessFieldTable.OomScore,
                ProcessFieldTable.Memory,
                ProcessFieldTable.MemoryDetails,
                ProcessFieldTable.MemoryFootprint,
                ProcessFieldTable.PageFaults,
            ]
        ),
        (
            "I/O",
            [
                ProcessFieldTable.IOPriority,
                ProcessFieldTable.IOCounters,
                ProcessFieldTable.FileDescriptorCount,
                ProcessFieldTable.HandleCount,
                ProcessFieldTable.GpuMemory,
            ]
        ),
    ];

    // Texts that a user may want to copy from the screen.
    private static readonly ProcessField[] Copied =
    [
        ProcessFieldTable.Name,
        ProcessFieldTable.ExecutablePath,
        ProcessFieldTable.CommandLine,
        ProcessFieldTable.WorkingDirectory,
        ProcessFieldTable.Terminal,
        ProcessFieldTable.UserName,
    ];

    // Fields that not every process has.
    private static readonly ProcessField[] Optional =
    [
        ProcessFieldTable.ExecutablePath,
        ProcessFieldTable.WorkingDirectory,
        ProcessFieldTable.Terminal,
        ProcessFieldTable.Cgroup,
    ];

    private readonly ProcessSnapshot _snapshot = row.Snapshot;

    /// <summary>Whether each list begins with the name of its field: false where something else names it.</summary>
    public bool HasHeadings { get; init; } = true;

    /// <summary>The fields that <see cref="WriteSummary"/> needs.</summary>
    public static ProcessFields SummarySources { get; } =
        ProcessFields.ParentPid | ProcessFieldTable.SourcesOf(Identity.Concat(Groups.SelectMany(group => group.Fields)));

    /// <summary>The fields that are not lists, in groups, with their JSON names.</summary>
    public void WriteSummary(ProcessSnapshot? parent, IReadOnlyList<ProcessSnapshot> children)
    {
        WriteFields("Process", Identity);
        WriteRelatives(parent, children);
        foreach ((string title, ProcessField[] fields) in Groups)
        {
            WriteFields(title, fields);
        }
    }

    public void WriteLimits() => WriteList(ProcessFieldTable.ResourceLimits, _snapshot.ResourceLimits, limits =>
        {
            TableWriter table = new([new("LIMIT"), new("SOFT", IsRightAligned: true), new("HARD", IsRightAligned: true)], gap: 2);
            foreach (
                (ResourceKind kind, ResourceLimit limit) in limits.OrderBy(
                    pair => ProcessReport.ResourceName(pair.Key),
                    StringComparer.Ordinal
                )
            )
            {
                table.Add(ProcessReport.ResourceName(kind), Limit(limit.Soft), Limit(limit.Hard));
            }

            return table;
        });

    public void WriteThreads() => WriteList(ProcessFieldTable.Threads, _snapshot.Threads, threads =>
        {
            TableWriter table = new(
                [
                    new("TID", IsRightAligned: true),
                    new("USER", IsRightAligned: true),
                    new("SYSTEM", IsRightAligned: true),
                    new("STATE"),
                    new("NAME"),
                ],
                gap: 2
            );
            foreach (ProcessThreadInfo thread in threads)
            {
                table.Add(
                    Number(thread.Id),
                    Duration.CpuTime(thread.User),
                    Duration.CpuTime(thread.System),
                    thread.Status is { } status ? ProcessReport.StatusName(status) : "?",
                    thread.Name ?? "?"
                );
            }

            return table;
        });

    public void WriteOpenFiles() => WriteList(ProcessFieldTable.OpenFiles, _snapshot.OpenFiles, files =>
        {
            TableWriter table = new(
                [new("FD", IsRightAligned: true), new("MODE"), new("POSITION", IsRightAligned: true), new("PATH")],
                gap: 2
            );
            foreach (ProcessOpenFile file in files)
            {
                table.Add(
                    Number(file.FileDescriptor),
                    file.Mode ?? "?",
                    Number(file.Position),
                    file.Path + (file.IsDeleted == true ? " (deleted)" : "")
                );
            }

            return table;
        });

    public void WriteConnections() => WriteList(ProcessFieldTable.Connections, _snapshot.Connections, connections =>
        {
            TableWriter table = new(
                [new("FD", IsRightAligned: true), new("FAMILY"), new("TYPE"), new("STATUS"), new("LOCAL"), new("REMOTE")],
                gap: 2
            );
            foreach (NetworkConnection connection in connections)
            {
                table.Add(
                    Number(connection.FileDescriptor),
                    ConnectionReport.FamilyName(connection.Family),
                    ConnectionReport.TypeName(connection.Type),
                    ConnectionReport.StateName(connection.State),
                    Address(connection.LocalEndPoint, connection.LocalPath),
                    Address(connection.RemoteEndPoint, connection.RemotePath)
                );
            }

            return table;
        });

    public void WriteMaps() => WriteList(ProcessFieldTable.MemoryMaps, _snapshot.MemoryMaps, maps =>
        {
            TableWriter table = new(
                [
                    new("ADDRESS"),
                    new("PERM"),
                    new("SIZE", IsRightAligned: true),
                    new("RSS", IsRightAligned: true),
                    new("PSS", IsRightAligned: true),
                    new("SWAP", IsRightAligned: true),
                    new("PATH"),
                ],
                gap: 2
            );
            foreach (ProcessMemoryMap map in maps)
            {
                table.Add(
                    map.Address ?? "?",
                    map.Permissions ?? "?",
                    Bytes(map.Size),
                    Bytes(map.Rss),
                    Bytes(map.Pss),
                    Bytes(map.Swap),
                    map.Path
                );
            }

            return table;
        });

    public void WriteEnvironment()
    {
        Heading(ProcessFieldTable.Environment.Name);
        if (_snapshot.Environment is not { } environment)
        {
            page.PadTo(Indent).Write(Missing(ProcessFieldTable.Environment)).EndLine();
            return;
        }

        foreach ((string name, string value) in environment.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            page.PadTo(Indent).Write($"{name}={value}").EndLine();
        }
    }

    // A field that this system does not support is left out.
    private void WriteFields(string title, IEnumerable<ProcessField> fields)
    {
        Heading(title);
        foreach (ProcessField field in fields.Where(ProcessFieldTable.All.Contains))
        {
            WriteLine(field.Name, Value(field), isList: !Copied.Contains(field));
        }
    }

    private void WriteRelatives(ProcessSnapshot? parent, IReadOnlyList<ProcessSnapshot> children)
    {
        ProcessField parentField = ProcessFieldTable.ParentPid;
        WriteLine("ppid", parent?.Name is { } name ? $"{Value(parentField)} ({name})" : Value(parentField));
        if (children.Count > 0)
        {
            string more =
                children.Count > MostChildren
                    ? string.Create(CultureInfo.InvariantCulture, $" and {children.Count - MostChildren} more")
                    : "";
            WriteLine(
                "children",
                string.Join(
                    ", ",
                    children.Take(MostChildren).Select(child => string.Create(CultureInfo.InvariantCulture, $"{child.Pid} ({child.Name})"))
                ) + more
            );
        }
    }

    private void WriteList<T>(ProcessField field, T? items, Func<T, TableWriter> tabulate)
        where T : class, System.Collections.IEnumerable
    {
        if (!ProcessFieldTable.All.Contains(field))
        {
            return;
        }

        Heading(field.Name);
        if (items is null)
        {
            page.PadTo(Indent).Write(Missing(field)).EndLine();
        }
        else if (!items.Cast<object>().Any())
        {
            page.PadTo(Indent).Write("none", Style.Dim).EndLine();
        }
        else
        {
            tabulate(items).Write(page, Indent);
        }
    }

    private void Heading(string title)
    {
        if (!HasHeadings)
        {
            return;
        }

        if (page.LineCount > 0)
        {
            page.EndLine();
        }

        page.Write(title, Style.Header).EndLine();
    }

    // Lists of numbers are broken between their items; the terminal wraps texts that may be copied.
    private void WriteLine(string label, string value, bool isList = false)
    {
        const int Start = Indent + LabelWidth;
        page.PadTo(Indent).Write(label, Style.Bold);
        foreach (
            string line in isList && page.Terminal.IsTerminal
                ? LineBreaker.Wrap(value, Math.Max(LeastValueWidth, page.Terminal.Width - Start))
                : [value]
        )
        {
            page.PadTo(Start).Write(line).EndLine();
        }
    }

    private string Value(ProcessField field)
    {
        if (row.ReasonFor(field) is { } reason)
        {
            return Reasons.Of(reason);
        }

        if (field == ProcessFieldTable.CommandLine && _snapshot.CommandLine is { } arguments)
        {
            return arguments.Count > 0 ? string.Join(' ', arguments) : "none";
        }

        if (field == ProcessFieldTable.CreateTime && _snapshot.CreateTime is { } start)
        {
            return $"{Duration.Instant(start, clock)} ({Duration.Compact(clock.GetUtcNow() - start)} ago)";
        }

        InlineReportWriter writer = new(new HumanFormat(clock, page.Units));
        field.Write(writer, row);
        string text = writer.ToString();
        return text.Length > 0 ? text
            : writer.IsNull && !Optional.Contains(field) ? TextReportWriter.UnknownText
            : "none";
    }

    private string Missing(ProcessField field) => row.ReasonFor(field) is { } reason ? Reasons.Of(reason) : TextReportWriter.UnknownText;

    private static string Limit(ulong? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "unlimited";

    private static string Number(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "?";

    private string Bytes(long? value) => value is { } known ? page.Units.Bytes(known) : "?";

    private static string Address(IPEndPoint? endPoint, string? path) =>
        endPoint is null ? (path is { Length: > 0 } ? path : "-") : AddressText.Of(endPoint);
}
