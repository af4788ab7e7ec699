using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.FreeBsd.Interop;
using Psutil.Platforms.FreeBsd.Parsing;

namespace Psutil.Platforms.FreeBsd;

/// <summary>The sockets of a FreeBSD machine: from the protocols' lists, with their holders from <c>kern.file</c>.</summary>
internal sealed class FreeBsdConnections
{
    private const string FileTable = "kern.file";

    private static readonly (string Node, ConnectionKinds Kinds, SocketType Type)[] Lists =
    [
        ("net.inet.tcp.pcblist", ConnectionKinds.Tcp, SocketType.Stream),
        ("net.inet.udp.pcblist", ConnectionKinds.Udp, SocketType.Dgram),
        ("net.local.stream.pcblist", ConnectionKinds.Unix, SocketType.Stream),
        ("net.local.dgram.pcblist", ConnectionKinds.Unix, SocketType.Dgram),
        ("net.local.seqpacket.pcblist", ConnectionKinds.Unix, SocketType.Seqpacket),
    ];

    public IReadOnlyList<NetworkConnection> Read(ConnectionKinds kinds, bool withOwners)
    {
        using SocketOwners? owners = withOwners ? new SocketOwners() : null;
        if (owners is not null)
        {
            ReadResult result = ReadOwners(owners, onlyPid: null);
            if (result.Failed)
            {
                throw NamedSysctl.ToException(FileTable, result);
            }
        }

        return Read(kinds & ConnectionKinds.All, owners, ownedOnly: false);
    }

    /// <summary>All sockets of one process, or the reason why they cannot be read.</summary>
    public ReadResult ReadOfProcess(int pid, out IReadOnlyList<NetworkConnection>? connections)
    {
        connections = null;
        using SocketOwners owners = new();
        ReadResult result = ReadOwners(owners, pid);
        if (!result.Failed)
        {
            connections = Read(ConnectionKinds.All, owners, ownedOnly: true);
        }

        return result;
    }

    private static IReadOnlyList<NetworkConnection> Read(ConnectionKinds kinds, SocketOwners? owners, bool ownedOnly)
    {
        ConnectionList connections = new(owners, ownedOnly);
        RentedBuffer buffer = new(64 * 1024);
        try
        {
            foreach ((string name, ConnectionKinds listKinds, SocketType type) in Lists)
            {
                // A kernel without this protocol does not have the list.
                if ((kinds & listKinds) == 0 || NamedSysctl.FindNode(name) is not { } node)
                {
                    continue;
                }

                ReadResult result = node.ReadTable(ref buffer);
                if (result.Failed)
                {
                    throw node.ToException(result);
                }

                ReadOnlySpan<byte> records = SocketListParser.Records(buffer.Span[..result.Value]);
                while (SocketListParser.TryReadNext(ref records, KnownSize(listKinds), out ReadOnlySpan<byte> record))
                {
                    ulong socket = 0;
                    NetworkConnection? connection = listKinds switch
                    {
                        ConnectionKinds.Tcp => SocketListParser.ParseTcp(record, kinds, out socket),
                        ConnectionKinds.Udp => SocketListParser.ParseUdp(record, kinds, out socket),
                        _ => SocketListParser.ParseUnix(record, type, out socket),
                    };
                    if (connection is not null)
                    {
                        connections.Add(connection, socket);
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

    private static int KnownSize(ConnectionKinds kinds) =>
        kinds switch
        {
            ConnectionKinds.Tcp => Unsafe.SizeOf<TcpSocket>(),
            ConnectionKinds.Udp => Unsafe.SizeOf<InternetSocket>(),
            _ => Unsafe.SizeOf<UnixSocket>(),
        };

    private static ReadResult ReadOwners(SocketOwners owners, int? onlyPid)
    {
        RentedBuffer buffer = new(64 * 1024);
        try
        {
            SysctlNode? node = NamedSysctl.FindNode(FileTable);
            ReadResult result = node?.ReadTable(ref buffer) ?? ReadResult.Failure("sysctl", Bsd.Interop.Errno.ENOENT);
            if (result.Failed)
            {
                return result;
            }

            ReadOnlySpan<byte> files = buffer.Span[..result.Value];
            int size = Unsafe.SizeOf<OpenFile>();
            for (; files.Length >= size; files = files[size..])
            {
                ref readonly OpenFile file = ref MemoryMarshal.AsRef<OpenFile>(files);
                if (file.xf_size != (ulong)size)
                {
                    throw new MalformedDataException($"sysctl({FileTable})", nameof(OpenFile.xf_size));
                }

                if (onlyPid is not { } pid || file.xf_pid == pid)
                {
                    owners.Add(file.xf_data, file.xf_pid, file.xf_fd);
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
}
