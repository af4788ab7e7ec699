using System.Net.NetworkInformation;

namespace Psutil.Testing;

// What holds a file is in the snapshots, what holds a port in the snapshots and among the sockets of the machine.
public partial class FakeProcesses
{
    private const ProcessFields PathFields =
        ProcessFields.OpenFiles | ProcessFields.ExecutablePath | ProcessFields.WorkingDirectory | ProcessFields.MemoryMaps;

    /// <inheritdoc/>
    protected override FileHolders FindFileHoldersCore(string path, FileHolderOptions options)
    {
        List<FileHolder> holders = [];
        Dictionary<OSProcess, Unavailability> unavailable = [];
        foreach (ProcessSnapshot snapshot in Capture(PathFields))
        {
            OSProcess process = FromIdentity(snapshot.Identity);
            if (options.Process is { } only && only != process)
            {
                continue;
            }

            if (FindUse(process, snapshot, path, options.IncludeContents) is { } holder)
            {
                holders.Add(holder);
            }

            foreach (Unavailability reason in snapshot.Unavailable.Values.Where(IsHidden))
            {
                unavailable[process] = reason;
            }
        }

        return new FileHolders { Holders = holders, Unavailable = unavailable };
    }

    /// <inheritdoc/>
    protected override PortHolders FindPortHoldersCore(int port, PortHolderOptions options)
    {
        NetworkConnection[] bound =
        [
            .. Machine.Network.GetConnections(options.Kinds & ConnectionKinds.Inet).Where(socket => Binds(socket, port, options.Kinds)),
        ];
        List<PortHolder> holders = [];
        Dictionary<OSProcess, Unavailability> unavailable = [];
        foreach (ProcessSnapshot snapshot in Capture(ProcessFields.Connections))
        {
            OSProcess process = FromIdentity(snapshot.Identity);
            NetworkConnection[] sockets =
            [
                .. bound.Where(socket => socket.Pid == snapshot.Pid),
                .. snapshot.Connections?.Where(socket => Binds(socket, port, options.Kinds) && !bound.Contains(socket)) ?? [],
            ];
            if (sockets.Length > 0)
            {
                holders.Add(new PortHolder { Process = process, Connections = sockets });
            }

            foreach (Unavailability reason in snapshot.Unavailable.Values.Where(IsHidden))
            {
                unavailable[process] = reason;
            }
        }

        return new PortHolders
        {
            Holders = holders,
            Unowned = [.. bound.Where(socket => socket.Pid is not { } pid || !Exists(pid))],
            Unavailable = unavailable,
        };
    }

    private static FileHolder? FindUse(OSProcess process, ProcessSnapshot snapshot, string path, bool includesContents)
    {
        string below = path.TrimEnd('/') + "/";
        bool Holds(string? held) =>
            held is not null && (held == path || (includesContents && held.StartsWith(below, StringComparison.Ordinal)));
        ProcessOpenFile[] open = [.. snapshot.OpenFiles?.Where(file => Holds(file.Path)) ?? []];
        string[] mapped = [.. snapshot.MemoryMaps?.Select(map => map.Path).OfType<string>().Where(Holds) ?? []];
        bool isExecutable = Holds(snapshot.ExecutablePath);
        bool isDirectory = Holds(snapshot.WorkingDirectory);
        FileUse use =
            (open.Length > 0 ? FileUse.Open : FileUse.None)
            | (mapped.Length > 0 ? FileUse.Mapped : FileUse.None)
            | (isExecutable ? FileUse.Executable : FileUse.None)
            | (isDirectory ? FileUse.WorkingDirectory : FileUse.None);
        if (use == FileUse.None)
        {
            return null;
        }

        IEnumerable<string?> paths =
        [
            .. open.Select(file => file.Path),
            .. mapped,
            isExecutable ? snapshot.ExecutablePath : null,
            isDirectory ? snapshot.WorkingDirectory : null,
        ];
        return new FileHolder
        {
            Process = process,
            Use = use,
            FileDescriptors = [.. open.Select(file => file.FileDescriptor).OfType<int>().Order()],
            Paths = includesContents ? [.. paths.OfType<string>().Distinct()] : null,
        };
    }

    private static bool Binds(NetworkConnection socket, int port, ConnectionKinds kinds) =>
        (socket.Kind & kinds & ConnectionKinds.Inet) != 0 && socket.LocalEndPoint?.Port == port && socket.State is null or TcpState.Listen;

    private static bool IsHidden(Unavailability reason) => reason.Reason is UnavailableReason.Denied or UnavailableReason.TimedOut;
}
