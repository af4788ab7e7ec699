namespace Psutil.Platforms.Linux;

// Decides where sockets and their holders are read.
internal sealed partial class LinuxNetwork
{
    private static readonly string[] OwnFolders = ["net"];

    // In another proc file system "net" is a link to the caller's process, which does not exist there.
    private static readonly string[] FirstProcessFolders = ["1/net", "net"];

    // How many processes were looked at for holders of sockets, last time.
    private int _scannedProcesses;

    /// <summary>All sockets of the namespace: ours, or that of the first process in another proc file system.</summary>
    protected override IReadOnlyList<NetworkConnection> GetConnectionsCore(ConnectionOptions options)
    {
        if ((options.Kinds & ConnectionKinds.All) == ConnectionKinds.None)
        {
            return [];
        }

        using SocketOwners? found = options.IncludeOwners ? new SocketOwners() : null;
        if (found is not null && !table.TryScanSockets(Volatile.Read(ref _scannedProcesses), found))
        {
            ReadResult scanned = LinuxSocketOwners.Scan(roots.Proc, found);
            if (scanned.Failed)
            {
                throw roots.Proc.ToException(scanned, ""u8);
            }

            Volatile.Write(ref _scannedProcesses, scanned.Value);
        }

        return GetConnections(options.Kinds, found);
    }

    /// <summary>The same, with holders that are already known.</summary>
    public IReadOnlyList<NetworkConnection> GetConnections(ConnectionKinds kinds, SocketOwners? owners)
    {
        kinds &= ConnectionKinds.All;
        owners?.Index();
        ConnectionBuilder connections = new(owners, ownedOnly: false);
        ConnectionKinds missing = roots.IsLocalProc ? LinuxSocketDiagnostics.Add(kinds, connections) : kinds;
        if (missing != ConnectionKinds.None)
        {
            string[] folders = roots.IsLocalProc ? OwnFolders : FirstProcessFolders;
            ReadResult read = LinuxSocketFiles.Add(roots.Proc, folders, missing, connections, out byte[] path);
            if (read.Failed)
            {
                throw roots.Proc.ToException(read, path);
            }
        }

        return connections.Connections;
    }

    /// <summary>The sockets of one process, in its network namespace, or the reason why they cannot be read.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="kinds">The kinds of sockets.</param>
    /// <param name="result">The sockets.</param>
    /// <param name="source">What could not be read, below the directory of the process.</param>
    public ReadResult GetConnectionsOfProcess(
        int pid,
        ConnectionKinds kinds,
        out IReadOnlyList<NetworkConnection> result,
        out string source
    )
    {
        result = [];
        source = "fd";
        kinds &= ConnectionKinds.All;
        using SocketOwners owners = new();
        ReadResult scanned = LinuxSocketOwners.ScanProcess(roots.Proc, pid, owners);
        if (scanned.Failed || owners.Count == 0 || kinds == ConnectionKinds.None)
        {
            return scanned;
        }

        owners.Index();
        ConnectionBuilder connections = new(owners, ownedOnly: true);
        ConnectionKinds missing = IsInOurNamespace(pid) ? LinuxSocketDiagnostics.Add(kinds, connections) : kinds;
        if (missing != ConnectionKinds.None)
        {
            string folder = string.Create(CultureInfo.InvariantCulture, $"{pid}/net");
            ReadResult read = LinuxSocketFiles.Add(roots.Proc, [folder], missing, connections, out byte[] path);
            if (read.Failed)
            {
                source = OSText.GetString(path.AsSpan(path.AsSpan().IndexOf((byte)'/') + 1).TrimEnd((byte)0));
                return read;
            }
        }

        result = connections.Connections;
        return ReadResult.Success(0);
    }

    // sock_diag covers only our namespace. If the links cannot be read, the kernel has no namespaces, so it is ours, or we lack the right
    // to read them, and then we could not have read the process's descriptors either.
    private bool IsInOurNamespace(int pid)
    {
        if (!roots.IsLocalProc)
        {
            return false;
        }

        Span<byte> path = stackalloc byte[KernelPath.Room];
        Span<byte> theirs = stackalloc byte[KernelPath.Room];
        Span<byte> ours = stackalloc byte[KernelPath.Room];
        ReadResult their = roots.Proc.ReadLink(KernelPath.OfProcess(pid, "ns/net"u8, path), theirs);
        ReadResult our = roots.Proc.ReadLink("thread-self/ns/net\0"u8, ours);
        return their.Failed || our.Failed || theirs[..their.Value].SequenceEqual(ours[..our.Value]);
    }
}
