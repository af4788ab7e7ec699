using System.Text;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>Reads the sockets of any network namespace that has a directory in <c>/proc</c>, from the kernel's text.</summary>
internal static class LinuxSocketFiles
{
    private const int InitialSize = 64 * 1024;

    private static readonly (ConnectionKinds Kind, string Name)[] Files =
    [
        (ConnectionKinds.Tcp4, "tcp"),
        (ConnectionKinds.Tcp6, "tcp6"),
        (ConnectionKinds.Udp4, "udp"),
        (ConnectionKinds.Udp6, "udp6"),
        (ConnectionKinds.Unix, "unix"),
    ];

    /// <summary>Adds the sockets of each kind.</summary>
    /// <param name="proc">The proc file system.</param>
    /// <param name="folders">The directories below it, the best first.</param>
    /// <param name="kinds">The kinds of sockets.</param>
    /// <param name="connections">Receives the sockets.</param>
    /// <param name="path">The file that could not be read, ending in a NUL.</param>
    public static ReadResult Add(
        FileTree proc,
        IReadOnlyList<string> folders,
        ConnectionKinds kinds,
        ConnectionBuilder connections,
        out byte[] path
    )
    {
        path = [];
        RentedBuffer buffer = new(InitialSize);
        try
        {
            foreach ((ConnectionKinds kind, string name) in Files)
            {
                if ((kinds & kind) == 0)
                {
                    continue;
                }

                ReadResult result = Read(proc, folders, name, ref buffer, out path);
                if (!result.Failed)
                {
                    Parse(proc, path, kind, buffer.Span[..result.Value], connections);
                }
                else if (result.Error != Errno.ENOENT || (kind & ConnectionKinds.Inet6) == 0)
                {
                    return result;
                }

                // Without IPv6 in the kernel there is no such file and no such socket.
            }

            return ReadResult.Success(0);
        }
        finally
        {
            buffer.Dispose();
        }
    }

    private static ReadResult Read(FileTree proc, IReadOnlyList<string> folders, string name, ref RentedBuffer buffer, out byte[] path)
    {
        ReadResult result = default;
        path = [];
        foreach (string folder in folders)
        {
            path = Encoding.UTF8.GetBytes($"{folder}/{name}\0");
            result = proc.ReadToEnd(path, ref buffer, FileTree.LongListLimit);
            if (!result.Failed)
            {
                break;
            }
        }

        return result;
    }

    private static void Parse(FileTree proc, byte[] path, ConnectionKinds kind, ReadOnlySpan<byte> text, ConnectionBuilder connections)
    {
        if (kind == ConnectionKinds.Unix)
        {
            ProcNetUnix sockets = new(text);
            while (sockets.MoveNext())
            {
                connections.AddUnix(sockets.Current.Type, sockets.Current.Inode, sockets.Current.GetPath(), remotePath: null);
            }

            if (sockets.MalformedLines > 0)
            {
                PsutilEventSource.Log.Malformed(proc.FullName(path), "Num");
            }

            return;
        }

        bool isTcp = (kind & ConnectionKinds.Tcp) != 0;
        LineCursor lines = new(text, headerLines: 1);
        while (lines.MoveNext())
        {
            if (ProcNetTcp.TryParse(lines.Current, BitConverter.IsLittleEndian, out InetSocket socket, out string? malformed))
            {
                connections.Add(isTcp, in socket);
            }
            else
            {
                PsutilEventSource.Log.Malformed(proc.FullName(path), malformed);
            }
        }
    }
}
