using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Opens files below the root of another machine, whose owner may be hostile: no link leads out of it, and only regular files are read.
/// </summary>
[SkipLocalsInit]
internal static class FilesInRoot
{
    // The kernel's limit of links (MAXSYMLINKS), and the deepest possible path.
    private const int MostLinks = 40;
    private const int LongestPath = 4096;
    private const int MostAttempts = 4;

    /// <summary>A descriptor, or the negated errno.</summary>
    public static int Open(SafeFileHandle root, ReadOnlySpan<byte> path, OpenPurpose purpose)
    {
        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            int result = Libc.OpenInRoot(root, path, purpose);

            // EAGAIN: a directory was renamed meanwhile, so that ".." might have led out.
            if (result == -Errno.EAGAIN)
            {
                continue;
            }

            // Container engines that do not know the call return EPERM, old kernels ENOSYS.
            if (result is not (-Errno.ENOSYS or -Errno.EPERM))
            {
                return result;
            }

            break;
        }

        return OpenByHand(root, path, purpose);
    }

    /// <summary>Opens a regular file for reading; a FIFO, a device or a socket is malformed.</summary>
    public static ReadResult OpenRead(SafeFileHandle root, ReadOnlySpan<byte> path)
    {
        // Checked first, because opening a device can have an effect (rewind a tape, start a watchdog), and again in case it was replaced.
        ReadResult named = CheckType(Open(root, path, OpenPurpose.Name));
        if (named.Failed)
        {
            return named;
        }

        Libc.Close(named.Value);
        return CheckType(Open(root, path, OpenPurpose.Read));
    }

    /// <summary>
    /// The same as <see cref="Open"/> without openat2: one name after the other, each link is read and followed here.
    /// </summary>
    internal static int OpenByHand(SafeFileHandle root, ReadOnlySpan<byte> path, OpenPurpose purpose)
    {
        byte[] rest = path.TrimEnd((byte)0).ToArray();
        Stack<int> folders = [];
        int top = Libc.Duplicate(root);
        if (top < 0)
        {
            return top;
        }

        folders.Push(top);
        try
        {
            Span<byte> text = stackalloc byte[LongestPath];
            for (int links = 0; ; )
            {
                byte[] name = TakeName(ref rest, out bool isLast);
                if (name.AsSpan().SequenceEqual(".."u8))
                {
                    if (folders.Count > 1)
                    {
                        Libc.Close(folders.Pop());
                    }

                    name = [(byte)'.'];
                }

                byte[] terminated = [.. name, 0];
                int entry = Libc.OpenEntry(folders.Peek(), terminated, OpenPurpose.Link);
                if (entry < 0)
                {
                    return entry;
                }

                int length = isLast && purpose == OpenPurpose.Link ? -Errno.EINVAL : Libc.ReadLink(entry, "\0"u8, text);
                if (length < 0)
                {
                    // Not a link.
                    if (!isLast)
                    {
                        folders.Push(entry);
                        continue;
                    }

                    if (purpose is OpenPurpose.Name or OpenPurpose.Link)
                    {
                        return entry;
                    }

                    Libc.Close(entry);
                    return Libc.OpenEntry(folders.Peek(), terminated, purpose);
                }

                Libc.Close(entry);
                if (++links > MostLinks)
                {
                    return -Errno.ELOOP;
                }

                if (length == 0 || length + rest.Length + 1 >= LongestPath)
                {
                    return -(length == 0 ? Errno.ENOENT : Errno.ENAMETOOLONG);
                }

                if (text[0] == '/')
                {
                    while (folders.Count > 1)
                    {
                        Libc.Close(folders.Pop());
                    }
                }

                rest = [.. text[..length], (byte)'/', .. rest];
            }
        }
        finally
        {
            while (folders.TryPop(out int folder))
            {
                Libc.Close(folder);
            }
        }
    }

    /// <summary>
    /// Whether a file has this path, which contains no links, as the kernel itself writes paths. To ask for a name in a folder of the
    /// automounter mounts what it stands for, so what is below one counts as not there. Only one folder is open at a time.
    /// </summary>
    public static bool ExistsWithoutMounting(SafeFileHandle root, ReadOnlySpan<byte> path)
    {
        byte[] rest = path.TrimEnd((byte)0).ToArray();
        int folder = rest.Length == 0 ? -Errno.ENOENT : Libc.Duplicate(root);
        while (folder >= 0)
        {
            byte[] name = TakeName(ref rest, out bool isLast);
            int entry =
                Libc.GetFileSystemType(folder) == FileSystemMagic.Autofs
                    ? -Errno.ENOENT
                    : Libc.OpenEntry(folder, [.. name, 0], OpenPurpose.Link);
            Libc.Close(folder);
            if (isLast && entry >= 0)
            {
                Libc.Close(entry);
                return true;
            }

            folder = entry;
        }

        return false;
    }

    // A path that has only slashes is the directory itself.
    private static byte[] TakeName(ref byte[] path, out bool isLast)
    {
        ReadOnlySpan<byte> trimmed = path.AsSpan().Trim((byte)'/');
        int end = trimmed.IndexOf((byte)'/');
        isLast = end < 0;
        ReadOnlySpan<byte> name = isLast ? trimmed : trimmed[..end];
        byte[] taken = name.IsEmpty ? [(byte)'.'] : name.ToArray();
        path = isLast ? [] : trimmed[end..].ToArray();
        return taken;
    }

    private static ReadResult CheckType(int descriptor)
    {
        if (descriptor < 0)
        {
            return ReadResult.FromCall("openat", descriptor);
        }

        // Without statx (before Linux 4.11) this check is skipped: opening does not block, and every read is bounded.
        if (Libc.GetFileStatus(descriptor, out FileStatus status) < 0 || status.IsRegularFile || status.IsDirectory)
        {
            return ReadResult.Success(descriptor);
        }

        Libc.Close(descriptor);
        return ReadResult.Malformed("file type");
    }
}
