using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Psutil.Tool.Text;

namespace Psutil.Tool.Report;

/// <summary>Writes sockets, of the machine or of one process.</summary>
internal static class ConnectionReport
{
    public static void WriteAll(ReportWriter writer, IReadOnlyList<NetworkConnection>? connections)
    {
        if (connections is null)
        {
            writer.Null();
            return;
        }

        writer.StartArray();
        foreach (NetworkConnection connection in connections)
        {
            writer.StartObject();
            WriteMembers(writer, connection);
            writer.EndObject();
        }

        writer.EndArray();
    }

    /// <summary>The members of one socket's object.</summary>
    public static void WriteMembers(ReportWriter writer, NetworkConnection connection)
    {
        writer.Number("fd", connection.FileDescriptor);
        writer.Text("family", FamilyName(connection.Family));
        writer.Text("type", TypeName(connection.Type));
        WriteAddress(writer, "laddr", connection.LocalEndPoint, connection.LocalPath);
        WriteAddress(writer, "raddr", connection.RemoteEndPoint, connection.RemotePath);
        writer.Text("status", StateName(connection.State));
        writer.Number("pid", connection.Pid);
        writer.Bytes("recv_queue", connection.ReceiveQueueBytes);
        writer.Bytes("send_queue", connection.SendQueueBytes);
        writer.Number("accept_queue", connection.AcceptQueueLength);
    }

    /// <summary>The C name of an address family.</summary>
    public static string FamilyName(AddressFamily family) =>
        family switch
        {
            AddressFamily.InterNetwork => "AF_INET",
            AddressFamily.InterNetworkV6 => "AF_INET6",
            AddressFamily.Unix => "AF_UNIX",
            AddressFamily.Packet => "AF_PACKET",
            _ => string.Create(CultureInfo.InvariantCulture, $"AF_{(int)family}"),
        };

    /// <summary>The C name of a socket type.</summary>
    public static string TypeName(SocketType type) =>
        type switch
        {
            SocketType.Stream => "SOCK_STREAM",
            SocketType.Dgram => "SOCK_DGRAM",
            SocketType.Seqpacket => "SOCK_SEQPACKET",
            SocketType.Raw => "SOCK_RAW",
            SocketType.Rdm => "SOCK_RDM",
            _ => string.Create(CultureInfo.InvariantCulture, $"SOCK_{(int)type}"),
        };

    /// <summary>The name of a TCP state in psutil.</summary>
    public static string StateName(TcpState? state) =>
        state switch
        {
            TcpState.Established => "ESTABLISHED",
            TcpState.SynSent => "SYN_SENT",
            TcpState.SynReceived => "SYN_RECV",
            TcpState.FinWait1 => "FIN_WAIT1",
            TcpState.FinWait2 => "FIN_WAIT2",
            TcpState.TimeWait => "TIME_WAIT",
            TcpState.Closed => "CLOSE",
            TcpState.CloseWait => "CLOSE_WAIT",
            TcpState.LastAck => "LAST_ACK",
            TcpState.Listen => "LISTEN",
            TcpState.Closing => "CLOSING",
            TcpState.DeleteTcb => "DELETE_TCB",
            _ => "NONE",
        };

    /// <summary>Writes an address of a socket.</summary>
    public static void WriteAddress(ReportWriter writer, string name, IPEndPoint? endPoint, string? path)
    {
        if (endPoint is null)
        {
            writer.TextOrNone(name, path is { Length: > 0 } ? path : null);
            return;
        }

        writer.StartObject(name);
        writer.Text("ip", AddressText.Of(endPoint.Address));
        writer.Number("port", endPoint.Port);
        writer.EndObject();
    }
}
