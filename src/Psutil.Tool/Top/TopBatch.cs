using System.Text;
using Psutil.Tool.Commands;
using Psutil.Tool.Text;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Sampling;

namespace Psutil.Tool.Top;

/// <summary><c>psutil top -b</c>: at each refresh a few lines of the machine and the table of processes, as text.</summary>
internal static class TopBatch
{
    public static int Run(ToolHost host, Terminal terminal, TopOptions options)
    {
        Machine machine = host.OpenMachine();
        using TopSampler sampler = new(machine, host.Clock);
        for (int round = 1; ; round++)
        {
            TopSample sample = sampler.Take(withIO: false, options.ShowsArguments);
            TextPage page = new(terminal);
            if (round > 1)
            {
                page.EndLine();
            }

            WriteMachine(page, sample, host.Clock);
            WriteTable(page, sample, host.Clock);
            host.Output.Write(Encoding.UTF8.GetBytes(page.ToString()));
            host.Output.Flush();
            if (round == options.Count)
            {
                return ExitCode.Found;
            }

            host.Sleep(options.Delay);
        }
    }

    private static void WriteMachine(TextPage page, TopSample sample, TimeProvider clock)
    {
        page.Write("top ").Write(Duration.Instant(sample.Time, clock));
        page.Write(sample.Uptime is { } uptime ? $"  up {Duration.Compact(uptime)}" : "");
        page.Write(sample.Load is { } load ? string.Create(CultureInfo.InvariantCulture, $"  load {load.OneMinute:0.00} {load.FiveMinutes:0.00} {load.FifteenMinutes:0.00}") : "");
        page.Write(string.Create(CultureInfo.InvariantCulture, $"  {sample.Processes.Count} processes, CPU% of one core")).EndLine();
        WriteLine(page, sample, TopSampler.Cpu, sample.CpuPercent is { } percent ? string.Create(CultureInfo.InvariantCulture, $"{percent:0.0}%") : "");
        WriteLine(page, sample, TopSampler.Memory, sample.Memory is { } memory ? $"{ByteSize.ToString(memory.Total - memory.Available)} of {ByteSize.ToString(memory.Total)}" : "");
        WriteLine(page, sample, TopSampler.Swap, sample.Swap is { } swap ? swap.Total == 0 ? "none" : $"{ByteSize.ToString(swap.Used)} of {ByteSize.ToString(swap.Total)}" : "");
        WriteLine(page, sample, TopSampler.Network, sample.Network is { } network ? $"in {Rate(network.In)}  out {Rate(network.Out)}" : "");
        WriteLine(page, sample, TopSampler.Disks, sample.Disks is { } disks ? $"read {Rate(disks.In)}  write {Rate(disks.Out)}" : "");
    }

    private static void WriteLine(TextPage page, TopSample sample, string label, string text)
    {
        const int LabelWidth = 5;
        page.Write(label).PadTo(LabelWidth).Write(sample.Missing.GetValueOrDefault(label) ?? text).EndLine();
    }

    private static void WriteTable(TextPage page, TopSample sample, TimeProvider clock)
    {
        TopColumn[] columns = [.. TopColumns.All.Where(column => !column.IsIO)];
        TopSettings settings = new(IsPercentOfMachine: false, sample.TotalMemory, clock);
        TableWriter table = new([.. columns.Select(column => new TableColumn(column.Header, column.IsRightAligned, column.Rank))]);
        foreach (TopProcess process in RowSorter.Sort(sample.Processes, TopColumns.Cpu, isReversed: false))
        {
            table.Add([.. columns.Select(column => TopColumns.Cell(column, process, settings))]);
        }

        table.Write(page);
    }

    private static string Rate(double? bytes) => bytes is { } known ? ByteSize.ToString((long)known) + "/s" : "?";
}
