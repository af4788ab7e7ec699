using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.OpenBsd.Interop;
using Psutil.Platforms.OpenBsd.Parsing;

namespace Psutil.Platforms.OpenBsd;

/// <summary>Descriptors of one process or of all: <c>kern.file</c>.</summary>
internal static class OpenBsdFiles
{
    private const int Everybody = -1;

    // To older kernels it means everybody; newer ones know no descriptors of it (sys/kern/kern_sysctl.c, sysctl_file).
    private const int Kernel = 0;

    private static readonly SysctlNode Files = new(
        "kern.file.bypid",
        SysctlNumbers.CTL_KERN,
        ProcessNumbers.KERN_FILE,
        ProcessNumbers.KERN_FILE_BYPID
    );

    /// <summary>Reads the records of a process. Returns their length in bytes.</summary>
    public static ReadResult Read(int pid, ref RentedBuffer buffer) =>
        pid == Kernel
            ? ReadResult.Failure("sysctl", Errno.ESRCH)
            : Files.ReadRecords(ref buffer, Unsafe.SizeOf<KinfoFile>(), pid, Unsafe.SizeOf<KinfoFile>());

    /// <summary>The sockets of all processes that the caller may read.</summary>
    public static IReadOnlyList<NetworkConnection> ReadConnections(ConnectionKinds kinds, bool withOwners)
    {
        RentedBuffer buffer = new(64 * 1024);
        try
        {
            ReadResult result = Read(Everybody, ref buffer);
            if (result.Failed)
            {
                throw Files.ToException(result);
            }

            return
            [
                .. from connection in ParseConnections(buffer.Span[..result.Value])
                where (connection.Kind & kinds) != 0
                select withOwners ? connection : connection with { Pid = null, FileDescriptor = null },
            ];
        }
        finally
        {
            buffer.Dispose();
        }
    }

    public static List<NetworkConnection> ParseConnections(ReadOnlySpan<byte> records)
    {
        List<NetworkConnection> connections = [];
        foreach (ref readonly KinfoFile file in MemoryMarshal.Cast<byte, KinfoFile>(records))
        {
            if (SocketParser.Parse(file) is { } connection)
            {
                connections.Add(connection);
            }
        }

        return connections;
    }
}
