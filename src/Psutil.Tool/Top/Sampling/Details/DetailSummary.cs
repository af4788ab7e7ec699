using Psutil.Tool.Listing;
using Psutil.Tool.Readings;
using Psutil.Tool.Report;
using Psutil.Tool.Text;
using Psutil.Tool.Top.Model;

namespace Psutil.Tool.Top.Sampling;

/// <summary>The first page of the details: a process in words.</summary>
internal sealed class DetailSummary(TextPage page, ProcessSnapshot snapshot, TopDetail detail, TimeProvider clock)
{
    private const int LabelWidth = 12;
    private const int MostChildren = 8;

    /// <summary>Its disk I/O per second; null at first.</summary>
    public Traffic? IO { get; init; }

    /// <summary>The fields that it needs, with the arguments if they are shown.</summary>
    public static ProcessFields SourcesFor(ArgumentForm arguments) =>
        arguments == ArgumentForm.Names ? ProcessPage.SummarySources & ~ProcessFields.CommandLine : ProcessPage.SummarySources;

    public void Write()
    {
        WriteLine(
            "Command",
            ProcessFields.CommandLine,
            detail.Arguments == ArgumentForm.Names ? "not shown (a shows it)" : ProcessCommand.Of(snapshot, detail.Arguments)
        );
        WriteLine("Program", ProcessFields.ExecutablePath, snapshot.ExecutablePath);
        WriteLine("Directory", ProcessFields.WorkingDirectory, snapshot.WorkingDirectory);
        string? ids = snapshot.UserIds is { } user ? string.Create(CultureInfo.InvariantCulture, $" (uid {user.Real})") : null;
        WriteLine("User", ProcessFields.UserName, snapshot.UserName is { } name ? name + ids : null);
        WriteLine("Terminal", ProcessFields.Terminal, snapshot.Terminal ?? (Why(ProcessFields.Terminal) is null ? "none" : null));
        WriteLine("State", ProcessFields.Status, State());
        WriteLine("Started", ProcessFields.CreateTime, Started());
        WriteLine("Parent", ProcessFields.ParentPid, Parent());
        WriteLine("Children", ProcessFields.ParentPid, Children());
        WriteLine(
            snapshot.Cgroup?.ContainerId is null ? "Cgroup" : "Container",
            ProcessFields.Cgroup,
            snapshot.Cgroup is { } cgroup
                ? cgroup.ContainerId is { } id
                    ? $"{id}, {cgroup.Path}"
                    : cgroup.Path
                : null
        );
        WriteLine(
            "CPU time",
            ProcessFields.CpuTimes,
            snapshot.CpuTimes is { } times
                ? $"{Duration.CpuTime(times.User)} in programs, {Duration.CpuTime(times.System)} in the kernel"
                : null
        );
        WriteLine("Memory", ProcessFields.Memory, Memory());
        WriteLine("Alone", ProcessFields.MemoryFootprint, snapshot.MemoryFootprint is { } footprint ? Footprint(footprint) : null);
        WriteLine(
            "Disk",
            ProcessFields.IOCounters,
            snapshot.IOCounters is { } io ? $"{Rates()}{Bytes(io.ReadBytes)} read, {Bytes(io.WriteBytes)} written so far" : null
        );
        WriteLine(
            "Files",
            ProcessFields.FileDescriptorCount,
            snapshot.FileDescriptorCount is { } count ? string.Create(CultureInfo.InvariantCulture, $"{count} open") : null
        );
        WriteLine(
            "Switches",
            ProcessFields.ContextSwitches,
            snapshot.ContextSwitches is { } switches
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"{switches.Voluntary} when it waited, {switches.Involuntary} when its time was over"
                )
                : null
        );
        WriteLine(
            "OOM score",
            ProcessFields.OomScore,
            snapshot.OomScore is { } score
                ? string.Create(CultureInfo.InvariantCulture, $"{score}; the highest is ended first when memory runs out")
                : null
        );
    }

    private static string Footprint(ProcessMemoryFootprint footprint) =>
        $"{ByteSize.ToString(footprint.Uss)} of its own"
        + (footprint.Pss is { } pss ? $", {ByteSize.ToString(pss)} with its share of the rest" : "");

    private string Rates() => IO is { } rates ? $"reads {Rate(rates.In)}, writes {Rate(rates.Out)}; " : "";

    private static string Rate(double? bytes) => bytes is { } known ? $"{ByteSize.ToString((long)known)}/s" : "?";

    private static string Bytes(long? bytes) => bytes is { } known ? ByteSize.ToString(known) : "?";

    private string? State()
    {
        if (snapshot.Status is not { } status)
        {
            return null;
        }

        string nice = snapshot.Nice is { } value ? string.Create(CultureInfo.InvariantCulture, $", nice {value}") : "";
        string threads = snapshot.ThreadCount is { } count
            ? string.Create(CultureInfo.InvariantCulture, $", {count} {(count == 1 ? "thread" : "threads")}")
            : "";
        string cpu = snapshot.CpuNumber is { } number ? string.Create(CultureInfo.InvariantCulture, $", last on CPU {number}") : "";
        return ProcessReport.StatusName(status) + nice + threads + cpu;
    }

    private string? Started() =>
        snapshot.CreateTime is { } start ? $"{Duration.Instant(start, clock)}, {Duration.Compact(clock.GetUtcNow() - start)} ago" : null;

    private string? Memory() =>
        snapshot.Memory is { } memory
            ? $"{ByteSize.ToString(memory.Rss)} in RAM, {ByteSize.ToString(memory.Vms)} of addresses"
                + (snapshot.MemoryDetails?.PeakRss is { } peak ? $", at most {ByteSize.ToString(peak)} so far" : "")
                + (snapshot.MemoryDetails?.Swap is > 0 and var swap ? $", {ByteSize.ToString(swap)} swapped out" : "")
            : null;

    private string? Parent()
    {
        if (snapshot.ParentPid is not { } pid)
        {
            return Why(ProcessFields.ParentPid) is null ? "none" : null;
        }

        TopProcess? parent = detail.Others.FirstOrDefault(process => process.Pid == pid) is { Caption: not null } found ? found : null;
        return parent?.Title ?? pid.ToString(CultureInfo.InvariantCulture);
    }

    private string Children()
    {
        List<TopProcess> children = [.. detail.Others.Where(process => process.Snapshot.ParentPid == snapshot.Pid)];
        string more =
            children.Count > MostChildren ? string.Create(CultureInfo.InvariantCulture, $" and {children.Count - MostChildren} more") : "";
        return children.Count == 0 ? "none" : string.Join(", ", children.Take(MostChildren).Select(child => child.Title)) + more;
    }

    private string? Why(ProcessFields field) =>
        snapshot.Unavailable.TryGetValue(field, out Unavailability why) ? Reasons.Of(why.Reason) : null;

    private void WriteLine(string label, ProcessFields field, string? value) =>
        page.Write(label).PadTo(LabelWidth).Write(value ?? Why(field) ?? TextReportWriter.UnknownText).EndLine();
}
