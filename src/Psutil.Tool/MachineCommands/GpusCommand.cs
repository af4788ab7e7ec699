using Psutil.Tool.Commands;
using Psutil.Tool.Readings;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.MachineCommands;

// Where it is not offered, the exception is recorded as a gap.
#pragma warning disable CA1416

/// <summary><c>psutil gpus</c>: the GPUs and the processes that use them.</summary>
internal static class GpusCommand
{
    private const string Place = "gpus";
    private const ProcessFields Shown = ProcessFields.Name | ProcessFields.UserName;
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(20);

    public static ToolCommand Create(ToolHost host, CommonOptions options)
    {
        ToolCommand command = new("gpus", "The GPUs, and the processes that use them.")
        {
            Examples = """
                psutil gpus
                psutil gpus --watch 2
                psutil gpus --csv --watch 60 >> gpus.csv
                psutil gpus --json
                """,
            WriteNotes = output =>
            {
                output.WriteLine("A process uses as much of a GPU as of the engine that it uses most. So does a");
                output.WriteLine("GPU whose driver has no percentage of its own, with all processes that can be");
                output.WriteLine("read. A GPU that sleeps is not woken: it has no values until something uses it.");
                output.WriteLine();
            },
        };
        options.AddTo(command, CommonOptionKinds.Table | CommonOptionKinds.Interval | CommonOptionKinds.Past);
        command.SetAction(result =>
        {
            WatchLoop loop = new(host, options, result);
            GpuMeter? meter = null;
            return MachineTable.Run(host, loop, GpuColumns, "GPUs", [Place], (machine, gaps) =>
            {
                GpuReading? reading = gaps.Read(Place, () =>
                {
                    if (meter is null)
                    {
                        meter = machine.Gpus.CreateMeter();
                        host.Sleep(loop.Interval);
                    }

                    GpuReading? measured = meter.Read();
                    while (measured is null && host.HasEnded?.Invoke() != true)
                    {
                        host.Sleep(ShortestInterval);
                        measured = meter.Read();
                    }

                    // A recording ends: there is no time after its last sample in which anything could be measured.
                    return measured ?? WithoutRates(machine.Gpus);
                });
                return reading is null ? null : Frame(host, loop, reading);
            });
        });
        return command;
    }

    private static GpuReading WithoutRates(Gpus gpus)
    {
        GpuProcessList list = gpus.GetProcesses();
        return new GpuReading
        {
            Elapsed = TimeSpan.Zero,
            Gpus =
            [
                .. gpus.GetGpus()
                    .Select(gpu => new GpuUse
                    {
                        Gpu = gpu,
                        UtilizationPercent = gpu.UtilizationPercent,
                        PowerWatts = gpu.PowerWatts,
                        EnginePercents = new Dictionary<string, double>(0),
                    }),
            ],
            Processes =
            [
                .. list.Processes.Select(process => new GpuProcessUse
                {
                    Process = process,
                    EnginePercents = new Dictionary<string, double>(0),
                }),
            ],
            Unavailable = list.Unavailable,
            UnavailableGpus = list.UnavailableGpus,
        };
    }

    private static TableFrame<GpuUse> Frame(ToolHost host, WatchLoop loop, GpuReading reading)
    {
        ProcessRow[] processes =
        [
            .. reading
                .Processes.Select(use => new ProcessRow(use, use.Process.Process.Capture(Shown)))
                .OrderByDescending(row => row.Use.UtilizationPercent ?? -1)
                .ThenByDescending(row => row.Use.Process.Memory ?? -1)
                .ThenBy(row => row.Snapshot.Pid),
        ];
        int unseen = reading.Unavailable.Count;
        if (reading.Gpus.Count > 0)
        {
            loop.Note(() =>
                unseen == 0
                    ? null
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"{unseen} {(unseen == 1 ? "process" : "processes")} could not be examined and may use a GPU too"
                    )
            );
        }

        return new TableFrame<GpuUse>(reading.Gpus)
        {
            Below = page =>
            {
                if (reading.Gpus.Count > 0)
                {
                    page.EndLine();
                    ProcessColumns.WriteText(page, processes, host.Clock);
                }
            },
            Members = writer =>
            {
                ProcessColumns.WriteJson(writer, processes);
                writer.Number("not_seen", unseen);
            },
        };
    }

    private static Table<GpuUse> GpuColumns =>
        new(
            "gpus",
            [
                new("id", (writer, use) => writer.Text(use.Gpu.Id), "GPU"),
                new("driver", (writer, use) => writer.Text(use.Gpu.Driver), Rank: 5),
                new("utilization_percent", (writer, use) => writer.Percent(use.UtilizationPercent), "USE%", IsRightAligned: true)
                {
                    Style = use => use.UtilizationPercent >= 90 ? Style.Warning : Style.Plain,
                },
                new("memory_used", (writer, use) => writer.Bytes(use.Gpu.MemoryUsed), "USED", IsRightAligned: true, Rank: 1),
                new("memory_total", (writer, use) => writer.Bytes(use.Gpu.MemoryTotal), "MEMORY", IsRightAligned: true, Rank: 1),
                new("clock_mhz", (writer, use) => writer.Number(use.Gpu.ClockMegahertz), "MHZ", IsRightAligned: true, Rank: 3),
                new("temperature_celsius", (writer, use) => writer.Number(use.Gpu.TemperatureCelsius), "C", IsRightAligned: true, Rank: 2),
                new("fan_rpm", (writer, use) => writer.Number(use.Gpu.FanRevolutionsPerMinute), "FAN", IsRightAligned: true, Rank: 6),
                new("power_watts", (writer, use) => writer.Number(Rounded(use.PowerWatts)), "WATT", IsRightAligned: true, Rank: 2),
                new("power_limit_watts", (writer, use) => writer.Number(use.Gpu.PowerLimitWatts), "LIMIT", IsRightAligned: true, Rank: 4),
                new("name", (writer, use) => writer.Text(use.Gpu.Name ?? GpuReport.VendorName(use.Gpu.Vendor))),
            ]
        )
        {
            Empty = "no GPUs here",
            Reason = (use, column) =>
                ReasonOf(use.Gpu, column.Name) is not { } reason ? null
                : use.Gpu.IsSuspended == true && reason == UnavailableReason.Absent ? "asleep"
                : Reasons.Cell(reason),
            WriteMembers = GpuReport.WriteGpu,
        };

    private static Table<ProcessRow> ProcessColumns =>
        new(
            "processes",
            [
                new("pid", (writer, row) => writer.Number(row.Snapshot.Pid), IsRightAligned: true),
                new("username", (writer, row) => writer.Text(row.Snapshot.UserName), "USER", Rank: 3),
                new("gpu", (writer, row) => writer.Text(row.Use.Process.GpuId), Rank: 2),
                new("utilization_percent", (writer, row) => writer.Percent(row.Use.UtilizationPercent), "USE%", IsRightAligned: true),
                new("memory", (writer, row) => writer.Bytes(row.Use.Process.Memory), IsRightAligned: true),
                new("shared_memory", (writer, row) => writer.Bytes(row.Use.Process.SharedMemory), "SHARED", IsRightAligned: true, Rank: 1),
                new("name", (writer, row) => writer.Text(row.Snapshot.Name)),
            ]
        )
        {
            Empty = "no process uses a GPU",
            WriteMembers = (writer, row) => GpuReport.WriteProcess(writer, row.Use, row.Snapshot),
        };

    private static double? Rounded(double? value) => value is { } known ? Math.Round(known, 1) : null;

    private static UnavailableReason? ReasonOf(Gpu gpu, string column)
    {
        GpuValue value = column switch
        {
            "driver" => GpuValue.Driver,
            "utilization_percent" => GpuValue.UtilizationPercent,
            "memory_used" => GpuValue.MemoryUsed,
            "memory_total" => GpuValue.MemoryTotal,
            "clock_mhz" => GpuValue.ClockMegahertz,
            "temperature_celsius" => GpuValue.TemperatureCelsius,
            "fan_rpm" => GpuValue.FanRevolutionsPerMinute,
            "power_watts" => GpuValue.PowerWatts,
            "power_limit_watts" => GpuValue.PowerLimitWatts,
            _ => GpuValue.Name,
        };
        return gpu.Unavailable.TryGetValue(value, out Unavailability reason) ? reason.Reason : null;
    }

    private sealed record ProcessRow(GpuProcessUse Use, ProcessSnapshot Snapshot);
}
