using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.MacOS.Interop;
using Psutil.Platforms.MacOS.Parsing;

namespace Psutil.Platforms.MacOS;

/// <summary>The sockets of a macOS machine, from each process's descriptors, because no list of all sockets has their holders.</summary>
internal static class MacOSConnections
{
    /// <summary>
    /// The sockets of all processes that the caller may read; those of other users are left out unless the caller is root.
    /// </summary>
    public static IReadOnlyList<NetworkConnection> ReadAll(IReadOnlyList<int> pids, ConnectionKinds kinds, bool withOwners)
    {
        List<NetworkConnection> all = [];
        RentedBuffer buffer = new(4096);
        try
        {
            foreach (int pid in pids)
            {
                ReadResult result = ReadOfProcess(pid, ref buffer, out IReadOnlyList<NetworkConnection>? connections);
                if (result.Failed && result.Error is not (Errno.EPERM or Errno.EACCES or Errno.ESRCH))
                {
                    PsutilEventSource.Log.SourceSkipped(
                        string.Create(CultureInfo.InvariantCulture, $"proc_pidinfo({pid})"),
                        Errno.Describe(result.Error)
                    );
                }

                all.AddRange((connections ?? []).Where(connection => (connection.Kind & kinds) != 0));
            }
        }
        finally
        {
            buffer.Dispose();
        }

        return withOwners ? all : [.. all.Select(connection => connection with { Pid = null, FileDescriptor = null })];
    }

    /// <summary>All sockets of one process, or the reason why they cannot be read.</summary>
    public static ReadResult ReadOfProcess(int pid, ref RentedBuffer buffer, out IReadOnlyList<NetworkConnection>? connections)
    {
        connections = null;
        ReadResult result = MacOSLists.Read(pid, ProcessNumbers.PROC_PIDLISTFDS, ref buffer);
        if (result.Failed)
        {
            return result;
        }

        List<NetworkConnection> found = [];
        foreach (DescriptorInformation descriptor in MemoryMarshal.Cast<byte, DescriptorInformation>(buffer.Span[..result.Value]))
        {
            if (
                descriptor.proc_fdtype == ProcessNumbers.PROX_FDTYPE_SOCKET
                && MacOSLists.TryReadDescriptor(pid, descriptor.proc_fd, ProcessNumbers.PROC_PIDFDSOCKETINFO, out SocketDescriptor socket)
                && SocketParser.Parse(socket.psi) is { } connection
            )
            {
                found.Add(connection with { Pid = pid, FileDescriptor = descriptor.proc_fd });
            }
        }

        connections = found;
        return result;
    }
}
