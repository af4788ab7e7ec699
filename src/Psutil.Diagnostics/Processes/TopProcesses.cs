namespace Psutil.Diagnostics;

/// <summary>Selects the largest processes.</summary>
internal sealed class TopProcesses(Psutil.Processes processes, int count, ProcessRanking ranking)
{
    /// <summary>The largest processes of a table. Those that are not active are left out, also if there are not enough others.</summary>
    public IReadOnlyList<TopProcess> Select(IReadOnlyList<MonitoredProcess> table)
    {
        // A heap of the largest so far: the table is not sorted.
        PriorityQueue<MonitoredProcess, double> largest = new();
        foreach (MonitoredProcess process in table)
        {
            double size = SizeOf(process);
            if (size <= 0)
            {
                continue;
            }

            if (largest.Count < count)
            {
                largest.Enqueue(process, size);
            }
            else
            {
                largest.EnqueueDequeue(process, size);
            }
        }

        return [.. largest.UnorderedItems.OrderByDescending(item => item.Priority).Select(item => Describe(item.Element))];
    }

    private double SizeOf(MonitoredProcess process) =>
        ranking switch
        {
            ProcessRanking.Cpu => process.CpuPercent ?? 0,
            ProcessRanking.Memory => process.Snapshot.Memory?.Rss ?? 0,
            ProcessRanking.Network => (process.NetworkRates?.BytesSentPerSecond ?? 0) + (process.NetworkRates?.BytesReceivedPerSecond ?? 0),
            _ => (process.IORates?.ReadBytesPerSecond ?? 0) + (process.IORates?.WriteBytesPerSecond ?? 0),
        };

    private TopProcess Describe(MonitoredProcess process)
    {
        ProcessSnapshot snapshot = process.Snapshot;
        List<KeyValuePair<string, object?>> tags = [Measure.Tag("process.pid", process.Pid)];
        if (snapshot.CreateTime is { } created)
        {
            tags.Add(Measure.Tag("process.creation.time", created.ToString("O", CultureInfo.InvariantCulture)));
        }

        if (snapshot.Name is { } name)
        {
            tags.Add(Measure.TextTag("process.executable.name", name));
        }

        // Only of the few that are shown.
        tags.AddRange(
            ContainerAttributes.Of(
                processes.SupportedFields.HasFlag(ProcessFields.Cgroup)
                    ? processes.Get(snapshot).Capture(ProcessFields.Cgroup).Cgroup
                    : null
            )
        );
        return new TopProcess(
            [.. tags],
            process.CpuPercentOfMachine / 100,
            snapshot.Memory?.Rss,
            process.IORates?.ReadBytesPerSecond,
            process.IORates?.WriteBytesPerSecond,
            process.NetworkRates
        );
    }
}
