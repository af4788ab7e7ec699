using Psutil.Tool.Commands;
using Psutil.Tool.Readings;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.MachineCommands;

/// <summary>What the tables of <c>psutil net --by</c> have in common: traffic over an interval, with the names of the processes.</summary>
internal static class NetTraffic
{
    /// <summary>Makes the rows of a table from a reading.</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="source">What counts.</param>
    /// <param name="find">Finds the name and the user of a process.</param>
    public delegate IReadOnlyList<TRow> SelectRows<TRow>(
        ProcessNetworkReading reading,
        ProcessNetworkSource source,
        Func<ProcessIdentity, ProcessSnapshot?> find
    );

    /// <summary>Measures and writes, once or repeatedly. Returns the exit code.</summary>
    public static int Run<TRow>(
        ToolHost host,
        WatchLoop loop,
        ProcessNetworkMeterOptions options,
        Table<TRow> table,
        SelectRows<TRow> select,
        Action<ReportWriter, ProcessNetworkReading> writeMore
    )
    {
        Machine machine = host.OpenMachineFor(loop.ReadsAgain);
        using ProcessNetworkMeter meter = TrafficMeter.Open(machine, options);

        // A process that has ended is named by what was read before.
        Dictionary<ProcessIdentity, ProcessSnapshot> earlierNames = ReadNames(machine);
        bool isEmpty = true;
        bool isFirst = true;
        loop.WriteTable(table, () =>
        {
            if (isFirst)
            {
                host.Sleep(loop.Interval);
                isFirst = false;
            }

            ProcessNetworkReading reading = meter.Read();
            Dictionary<ProcessIdentity, ProcessSnapshot> names = ReadNames(machine);
            IReadOnlyList<TRow> rows = select(reading, meter.Source, identity =>
                names.GetValueOrDefault(identity) ?? earlierNames.GetValueOrDefault(identity)
            );
            earlierNames = names;
            isEmpty = rows.Count == 0;
            TrafficNotice.Note(loop, meter.Source, meter.FallbackReason, reading);
            loop.Note(() => DeniedNotice.OfHidden(host, machine.Processes));
            return new TableFrame<TRow>(rows)
            {
                Members = writer =>
                {
                    WriteLoss(writer, meter, reading);
                    writeMore(writer, reading);
                },
            };
        });
        return isEmpty ? ExitCode.NothingMatched : ExitCode.Found;
    }

    /// <summary>The columns of the rates, which both tables have.</summary>
    public static Column<TRow>[] RateColumns<TRow>(Func<TRow, ProcessNetworkIORates?> select) =>
        [
            new(
                "recv_per_second",
                (writer, row) => writer.BytesPerSecond(select(row)?.BytesReceivedPerSecond),
                "IN/S",
                IsRightAligned: true
            ),
            new("sent_per_second", (writer, row) => writer.BytesPerSecond(select(row)?.BytesSentPerSecond), "OUT/S", IsRightAligned: true),
        ];

    private static Dictionary<ProcessIdentity, ProcessSnapshot> ReadNames(Machine machine) =>
        machine.Processes.Capture(ProcessFields.Name | ProcessFields.UserName).ToDictionary(snapshot => snapshot.Identity);

    // How the traffic is counted, what is attributed to no process, and what was not counted.
    private static void WriteLoss(ReportWriter writer, ProcessNetworkMeter meter, ProcessNetworkReading reading)
    {
        writer.Text("counted_by", meter.SourceName);
        writer.StartObject("unattributed");
        writer.Bytes("bytes_sent", reading.Unattributed.BytesSent);
        writer.Bytes("bytes_recv", reading.Unattributed.BytesReceived);
        writer.Number("missed", reading.Missed);
        writer.EndObject();
    }
}
