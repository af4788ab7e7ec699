namespace Psutil.Diagnostics;

/// <summary>The instruments of the process table.</summary>
internal static class ProcessTableInstruments
{
    private sealed record Statistics(CpuStatistics Counters);

    private sealed record Limit(long? Count);

    public static void Add(InstrumentFactory factory, Machine machine, ProcessTable table, bool hasGroups, PsutilMetricsOptions options)
    {
        Source<ProcessTableReading> source = factory.Sampler.Add("processes", "processes", table.Read);
        factory.UpDownCounter(source, "system.process.count", "{process}", "The number of processes in each state.", value =>
            Measure.Each("process.state", [.. value.ByState.Select(state => (state.Key, (long?)state.Value))])
        );
        Source<Statistics> statistics = factory.Sampler.Add("machine", "cpu statistics", () => new Statistics(machine.Cpu.GetStatistics()));
        factory.Counter(
            statistics,
            "system.process.created",
            "{process}",
            "The number of processes and threads that were created.",
            value => Measure.One(value.Counters.TasksCreated)
        );
        Source<Limit> limit = factory.Sampler.Add("machine", "process limit", () => new Limit(machine.Processes.GetMaximumCount()));
        factory.UpDownCounter(
            limit,
            "system.process.limit",
            "{thread}",
            "The number of processes and threads together that the kernel allows.",
            value => Measure.One(value.Count)
        );
        if (hasGroups)
        {
            AddGroups(factory, source);
        }

        if (options.TopProcesses > 0)
        {
            AddTop(factory, source);
        }

        if (ProcessTable.CountsTraffic(options))
        {
            factory.Gauge(
                source,
                "psutil.top_process.network.io",
                "By/s",
                "The bytes that the processes with the most traffic send and receive per second over TCP and UDP.",
                value =>
                    value.Top.SelectMany(one =>
                        Measure.Each(
                            one.Tags,
                            "network.io.direction",
                            ("transmit", one.Network?.BytesSentPerSecond),
                            ("receive", one.Network?.BytesReceivedPerSecond)
                        )
                    )
            );
        }
    }

    private static void AddGroups(InstrumentFactory factory, Source<ProcessTableReading> source)
    {
        factory.UpDownCounter(source, "psutil.process_group.count", "{process}", "The number of processes in the group.", value =>
            value.Groups.Select(group => new Measurement<long>(group.Count, Group(group)))
        );
        factory.UpDownCounter(
            source,
            "psutil.process_group.memory.usage",
            "By",
            "The memory of the processes in the group that is in RAM (RSS). What they share is counted for each.",
            value => value.Groups.Select(group => new Measurement<long>(group.Rss, Group(group)))
        );
        factory.Counter(
            source,
            "psutil.process_group.cpu.time",
            "s",
            "The CPU time of all processes that are or were in the group.",
            value =>
                value.Groups.SelectMany(group =>
                    Measure.Each<double>(
                        [Group(group)],
                        "cpu.mode",
                        ("user", group.UserTime.TotalSeconds),
                        ("system", group.SystemTime.TotalSeconds)
                    )
                )
        );
        factory.Counter(
            source,
            "psutil.process_group.io",
            "By",
            "The bytes that all processes that are or were in the group read from disks and wrote to them.",
            value =>
                value.Groups.SelectMany(group =>
                    Measure.Each([Group(group)], "disk.io.direction", ("read", group.ReadBytes), ("write", group.WriteBytes))
                )
        );
        factory.Counter(
            source,
            "psutil.process_group.left_out",
            "{process}",
            "The number of processes that are in no group because there are too many groups.",
            value => Measure.One(value.LeftOut)
        );
    }

    private static void AddTop(InstrumentFactory factory, Source<ProcessTableReading> source)
    {
        factory.Gauge(
            source,
            "psutil.top_process.cpu.utilization",
            "1",
            "The CPU time of the largest processes since the previous collection, as a share of all CPUs.",
            value => value.Top.SelectMany(one => Measure.One(one.CpuShare, one.Tags))
        );
        factory.Gauge(source, "psutil.top_process.memory.usage", "By", "The memory of the largest processes that is in RAM (RSS).", value =>
            value.Top.SelectMany(one => Measure.One(one.Rss, one.Tags))
        );
        factory.Gauge(
            source,
            "psutil.top_process.io",
            "By/s",
            "The bytes that the largest processes read from disks and wrote to them per second.",
            value =>
                value.Top.SelectMany(one =>
                    Measure.Each(one.Tags, "disk.io.direction", ("read", one.ReadBytesPerSecond), ("write", one.WriteBytesPerSecond))
                )
        );
    }

    private static KeyValuePair<string, object?> Group(ProcessGroupReading group) => Measure.TextTag("psutil.group", group.Name);
}
