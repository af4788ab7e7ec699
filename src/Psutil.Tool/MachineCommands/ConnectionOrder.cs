using System.Net;

namespace Psutil.Tool.MachineCommands;

/// <summary>The order in which sockets are listed: by kind, then by their own address, then by that of the other end.</summary>
internal static class ConnectionOrder
{
    public static int Compare(NetworkConnection left, NetworkConnection right)
    {
        int order = left.Kind.CompareTo(right.Kind);
        order = order != 0 ? order : left.Type.CompareTo(right.Type);
        order = order != 0 ? order : Compare(left.LocalEndPoint, right.LocalEndPoint);
        order = order != 0 ? order : string.CompareOrdinal(left.LocalPath, right.LocalPath);
        order = order != 0 ? order : Compare(left.RemoteEndPoint, right.RemoteEndPoint);
        order = order != 0 ? order : string.CompareOrdinal(left.RemotePath, right.RemotePath);
        order = order != 0 ? order : Nullable.Compare(left.Pid, right.Pid);
        return order != 0 ? order : Nullable.Compare(left.FileDescriptor, right.FileDescriptor);
    }

    private static int Compare(IPEndPoint? left, IPEndPoint? right)
    {
        if (left is null || right is null)
        {
            return (left is not null).CompareTo(right is not null);
        }

        int order = left.Port.CompareTo(right.Port);
        return order != 0 ? order : left.Address.GetAddressBytes().AsSpan().SequenceCompareTo(right.Address.GetAddressBytes());
    }
}
