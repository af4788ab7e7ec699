using Psutil.Tool.MachineCommands;
using Psutil.Tool.Readings;
using Psutil.Tool.Report;
using Psutil.Tool.Text;

namespace Psutil.Tool.Top.Sampling;

/// <summary>
/// The sockets of the process that the details show, with what those of TCP transfer between two refreshes. Not thread-safe.
/// </summary>
internal sealed class DetailSockets(Machine machine) : IDisposable
{
    private ProcessIdentity? _process;
    private ProcessNetworkMeter? _meter;
    private bool _hasTransferred;

    /// <summary>Whether it counts, and so must be disposed when the page is left.</summary>
    public bool IsCounting => _process is not null;

    /// <summary>Writes the sockets of a snapshot.</summary>
    public void Write(TextPage page, ProcessSnapshot snapshot)
    {
        if (snapshot.Connections is not { } sockets)
        {
            DetailReader.WriteReason(page, snapshot, ProcessFields.Connections);
            return;
        }

        ConnectionTraffic? traffic = ReadTraffic(snapshot.Identity);
        if (sockets.Count == 0)
        {
            page.Write("  none").EndLine();
            return;
        }

        TableWriter table = new(
            _meter is null
                ? [new("FD", IsRightAligned: true), new("PROTO"), new("STATE"), new("LOCAL"), new("REMOTE")]
                :
                [
                    new("FD", IsRightAligned: true),
                    new("PROTO"),
                    new("STATE"),
                    new("IN/s", IsRightAligned: true),
                    new("OUT/s", IsRightAligned: true),
                    new("LOCAL"),
                    new("REMOTE"),
                ],
            gap: 2
        );
        foreach (NetworkConnection socket in sockets)
        {
            string[] begin =
            [
                socket.FileDescriptor?.ToString(CultureInfo.InvariantCulture) ?? "?",
                ConnectionsCommand.TypeName(socket),
                socket.State is { } state ? ConnectionReport.StateName(state) : "",
            ];
            string[] end =
            [
                ConnectionsCommand.Address(socket.LocalEndPoint, socket.LocalPath) ?? "*",
                ConnectionsCommand.Address(socket.RemoteEndPoint, socket.RemotePath) ?? "*",
            ];
            Traffic rates = IsTcp(socket) ? traffic?.Of(socket with { Pid = snapshot.Pid }) ?? default : default;
            table.Add(_meter is null ? [.. begin, .. end] : [.. begin, Rate(rates.In), Rate(rates.Out), .. end]);
        }

        table.Write(page);
    }

    public void Dispose()
    {
        _meter?.Dispose();
        (_process, _meter, _hasTransferred) = (null, null, false);
    }

    // By the kernel's list of TCP sockets and not by BPF: for the sockets of one process that is exact, and slows nobody's sending down.
    private ConnectionTraffic? ReadTraffic(ProcessIdentity process)
    {
        Gaps gaps = new();
        if (_process != process)
        {
            Dispose();
            _process = process;

            _meter = gaps.Read("traffic", () => TrafficMeter.Open(
                    machine,
                    new ProcessNetworkMeterOptions
                    {
                        IncludeConnections = true,
                        Process = process,
                        AllowBpf = false,
                    }
                ));
            return null;
        }

        if (_meter is not { } meter || gaps.Read("traffic", meter.Read) is not { } reading)
        {
            return null;
        }

        // Its sockets may be of another network namespace, which the list does not have: before it has any of them, nothing is known.
        _hasTransferred |= reading.Connections.Count > 0;
        return _hasTransferred ? new ConnectionTraffic(reading, meter.Source) : null;
    }

    private static bool IsTcp(NetworkConnection socket) => socket.Kind is ConnectionKinds.Tcp4 or ConnectionKinds.Tcp6;

    private static string Rate(double? bytes) => bytes is { } known ? ByteSize.ToString((long)known) : "";
}
