using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.NetBsd.Interop;
using Psutil.Platforms.NetBsd.Parsing;

namespace Psutil.Platforms.NetBsd;

/// <summary>The sockets of a NetBSD machine: from the protocols' lists, with their holders from <c>kern.file2</c>.</summary>
internal static class NetBsdConnections
{
    // Requests a complete list: PCB_ALL, and an unused number (sys/sysctl.h).
    private const int AllSockets = 0;

    private static readonly SysctlNode FilesOfAll = new(
        "kern.file2.byfile",
        SysctlNumbers.CTL_KERN,
        ProcessNumbers.KERN_FILE2,
        ProcessNumbers.KERN_FILE_BYFILE
    );
    private static readonly SysctlNode FilesByPid = new(
        "kern.file2.bypid",
        SysctlNumbers.CTL_KERN,
        ProcessNumbers.KERN_FILE2,
        ProcessNumbers.KERN_FILE_BYPID
    );

    private static readonly (string Node, ConnectionKinds Kinds)[] Lists =
    [
        ("net.inet.tcp.pcblist", ConnectionKinds.Tcp4),
        ("net.inet6.tcp6.pcblist", ConnectionKinds.Tcp6),
        ("net.inet.udp.pcblist", ConnectionKinds.Udp4),
        ("net.inet6.udp6.pcblist", ConnectionKinds.Udp6),
        ("net.local.stream.pcblist", ConnectionKinds.Unix),
        ("net.local.dgram.pcblist", ConnectionKinds.Unix),
        ("net.local.seqpacket.pcblist", ConnectionKinds.Unix),
    ];

    public static IReadOnlyList<NetworkConnection> Read(ConnectionKinds kinds, bool withOwners)
    {
        using SocketOwners? owners = withOwners ? new SocketOwners() : null;
        if (owners is not null)
        {
            ReadResult result = ReadOwners(FilesOfAll, 0, owners);
            if (result.Failed)
            {
                throw FilesOfAll.ToException(result);
            }
        }

        return Read(kinds & ConnectionKinds.All, owners, ownedOnly: false);
    }

    /// <summary>All sockets of one process, or the reason why they cannot be read.</summary>
    public static ReadResult ReadOfProcess(int pid, out IReadOnlyList<NetworkConnection>? connections)
    {
        using SocketOwners owners = new();
        ReadResult result = ReadOwners(FilesByPid, pid, owners);
        connections = result.Failed ? null : Read(ConnectionKinds.All, owners, ownedOnly: true);
        return result;
    }

    /// <summary>Reads the records of a process's descriptors. Returns their length in bytes.</summary>
    public static ReadResult ReadFiles(int pid, ref RentedBuffer buffer) =>
        FilesByPid.ReadRecords(ref buffer, Unsafe.SizeOf<KinfoFile>(), pid, Unsafe.SizeOf<KinfoFile>());

    private static IReadOnlyList<NetworkConnection> Read(ConnectionKinds kinds, SocketOwners? owners, bool ownedOnly)
    {
        ConnectionList connections = new(owners, ownedOnly);
        RentedBuffer buffer = new(64 * 1024);
        try
        {
            foreach ((string name, ConnectionKinds listKinds) in Lists)
            {
                // A kernel without this protocol does not have the list.
                if ((kinds & listKinds) == 0 || NamedSysctl.FindNode(name) is not { } node)
                {
                    continue;
                }

                int size = Unsafe.SizeOf<KinfoPcb>();
                ReadResult result = node.ReadRecords(ref buffer, size, AllSockets, 0, size);
                if (result.Failed)
                {
                    throw node.ToException(result);
                }

                foreach (ref readonly KinfoPcb socket in MemoryMarshal.Cast<byte, KinfoPcb>(buffer.Span[..result.Value]))
                {
                    if (SocketParser.Parse(socket) is { } connection)
                    {
                        connections.Add(connection, socket.ki_sockaddr);
                    }
                }
            }
        }
        finally
        {
            buffer.Dispose();
        }

        return connections.Connections;
    }

    private static ReadResult ReadOwners(SysctlNode node, int argument, SocketOwners owners)
    {
        RentedBuffer buffer = new(64 * 1024);
        try
        {
            ReadResult result = node.ReadRecords(ref buffer, Unsafe.SizeOf<KinfoFile>(), argument, Unsafe.SizeOf<KinfoFile>());
            if (!result.Failed)
            {
                foreach (ref readonly KinfoFile file in MemoryMarshal.Cast<byte, KinfoFile>(buffer.Span[..result.Value]))
                {
                    owners.Add(file.ki_fdata, (int)file.ki_pid, file.ki_fd);
                }

                owners.Index();
            }

            return result;
        }
        finally
        {
            buffer.Dispose();
        }
    }
}
