using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>Finds the holders of sockets, from the links in the <c>fd</c> directories of processes.</summary>
internal static class LinuxSocketOwners
{
    // About 1,300 descriptors per call.
    private const int ListingSize = 32 * 1024;

    // "socket:[18446744073709551615]" fits; a longer text is not a socket.
    private const int LinkSize = 32;

    /// <summary>
    /// All processes whose descriptors the caller may read. Other processes, and those that end during the call, are left out.
    /// </summary>
    /// <param name="proc">The processes.</param>
    /// <param name="owners">Receives the holders.</param>
    /// <param name="hidden">Receives the PIDs of the processes whose descriptors the caller may not read; null, the default, to leave them
    /// out.</param>
    /// <returns>The number of processes.</returns>
    public static ReadResult Scan(FileTree proc, SocketOwners owners, ISet<int>? hidden = null)
    {
        ReadResult opened = proc.OpenDirectory(".\0"u8);
        if (opened.Failed)
        {
            return opened;
        }

        RentedBuffer pids = new(ListingSize);
        RentedBuffer descriptors = new(ListingSize);
        try
        {
            int count = 0;
            using DirectoryReader reader = new(opened.Value, pids.Span);
            while (reader.MoveNext())
            {
                if (!Ascii.TryParseDigits(reader.Current, out int pid))
                {
                    continue;
                }

                count++;
                if (ScanProcess(proc, pid, owners, descriptors.Span) is { Error: Errno.EACCES or Errno.EPERM })
                {
                    hidden?.Add(pid);
                }
            }

            return reader.Error == 0 ? ReadResult.Success(count) : ReadResult.Failure("getdents64", reader.Error);
        }
        finally
        {
            descriptors.Dispose();
            pids.Dispose();
        }
    }

    /// <summary>One process, or why its descriptors cannot be read.</summary>
    public static ReadResult ScanProcess(FileTree proc, int pid, SocketOwners owners)
    {
        RentedBuffer descriptors = new(ListingSize);
        try
        {
            return ScanProcess(proc, pid, owners, descriptors.Span);
        }
        finally
        {
            descriptors.Dispose();
        }
    }

    private static ReadResult ScanProcess(FileTree proc, int pid, SocketOwners owners, Span<byte> buffer)
    {
        Span<byte> path = stackalloc byte[KernelPath.Room];
        ReadResult opened = proc.OpenDirectory(KernelPath.OfProcess(pid, "fd"u8, path));
        if (opened.Failed)
        {
            return opened;
        }

        Span<byte> link = stackalloc byte[LinkSize];
        using DirectoryReader reader = new(opened.Value, buffer);
        while (reader.MoveNext())
        {
            if (!Ascii.TryParseDigits(reader.Current, out int descriptor))
            {
                continue;
            }

            KernelPath name = new(path);
            name.Append(reader.Current);
            int length = Libc.ReadLink(opened.Value, name.Terminated, link);
            if (length > 0)
            {
                if (SocketLink.TryParse(link[..length], out ulong inode))
                {
                    owners.Add(inode, pid, descriptor);
                }
            }
            else if (length is -Errno.EACCES or -Errno.EPERM)
            {
                // Access to a process's descriptors is checked for the process, so an error for one descriptor holds for all.
                return ReadResult.Failure("readlinkat", -length);
            }
        }

        return reader.Error == 0 ? ReadResult.Success(0) : ReadResult.Failure("getdents64", reader.Error);
    }
}
