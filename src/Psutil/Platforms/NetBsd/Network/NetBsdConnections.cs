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

    private const int Everybody = -1;

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
            ReadResult result = ReadOwners(Everybody, owners);
            if (result.Failed)
            {
                throw FilesByPid.ToException(result);
            }
        }

        return Read(kinds & ConnectionKinds.All, owners, ownedOnly: false);
    }

    /// <summary>All sockets of one process, or the reason why they cannot be read.</summary>
    public static ReadResult ReadOfProcess(int pid, out IReadOnlyList<NetworkConnection>? connections)
    {
        using SocketOwners owners = new();
        ReadResult result = ReadOwners(pid, owners);
        connections = result.Failed ? null : Read(ConnectionKinds.All, owners, ownedOnly: true);
        return result;
    }

    /// <summary>Counts the descriptors of a process, or returns the reason why they cannot be read.</summary>
    public static ReadResult CountFiles(int pid, ref RentedBuffer buffer, out int count)
    {
        ReadResult result = ReadFiles(pid, ref buffer);
        count = 0;
        foreach (ref readonly KinfoFile file in ToFiles(buffer, result))
        {
            count += file.ki_pid == pid ? 1 : 0;
        }

        return result;
    }

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

    private static ReadResult ReadOwners(int pid, SocketOwners owners)
    {
        RentedBuffer buffer = new(64 * 1024);
        try
        {
            ReadResult result = ReadFiles(pid, ref buffer);
            foreach (ref readonly KinfoFile file in ToFiles(buffer, result))
            {
                if (pid == Everybody || file.ki_pid == pid)
                {
                    owners.Add(file.ki_fdata, (int)file.ki_pid, file.ki_fd);
                }
            }

            owners.Index();
            return result;
        }
        finally
        {
            buffer.Dispose();
        }
    }

    // By process, because the list by file names one holder of each. PID 0 means all processes there, so that other records must be left
    // out (sys/kern/kern_descrip.c, sysctl_kern_file2).
    private static ReadResult ReadFiles(int pid, ref RentedBuffer buffer) =>
        FilesByPid.ReadRecords(ref buffer, Unsafe.SizeOf<KinfoFile>(), pid, Unsafe.SizeOf<KinfoFile>());

    private static ReadOnlySpan<KinfoFile> ToFiles(scoped in RentedBuffer buffer, ReadResult result) =>
        result.Failed ? [] : MemoryMarshal.Cast<byte, KinfoFile>(buffer.Span[..result.Value]);
}
