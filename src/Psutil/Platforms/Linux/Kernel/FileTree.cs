using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>
/// One root of the kernel's files (<c>/proc</c>, <c>/sys</c>, or a fixture's), kept open by one descriptor, and the raw reads below it.
/// Paths of bytes are relative and end in a NUL.
/// </summary>
[SkipLocalsInit]
internal sealed partial class FileTree : IDisposable
{
    /// <summary>
    /// The default limit for the size of a kernel file in bytes: a longer file is malformed. The longest known one, <c>/proc/stat</c> of a
    /// machine with 8,192 CPUs, has a tenth of it.
    /// </summary>
    public const int KernelFileLimit = 16 * 1024 * 1024;

    /// <summary>The limit in bytes for a list that grows with the load: mounts, sockets.</summary>
    public const int LongListLimit = 64 * 1024 * 1024;

    /// <summary>The maximum number of names that are read from one directory.</summary>
    public const int MostNames = 256 * 1024;

    private const int LongestPath = 4096;
    private const int LongestName = 255;

    private readonly string? _boundary;
    private readonly Lock _opening = new();
    private SafeFileHandle? _root;
    private bool _isDisposed;

    // Set with the root: the prefix of each path below the boundary; null if files are opened without a boundary.
    private byte[]? _prefix;

    /// <summary>A trusted root: the machine's own.</summary>
    /// <param name="path">The root's path.</param>
    public FileTree(string path) => Path = path;

    /// <summary>A root whose contents are not trusted.</summary>
    /// <param name="path">The root's path.</param>
    /// <param name="boundary">The directory that no link can leave: <paramref name="path"/>, or one above it.</param>
    public FileTree(string path, string boundary)
    {
        Path = path;
        _boundary = boundary;
    }

    /// <summary>The root's own path.</summary>
    public string Path { get; }

    /// <summary>Whether the kernel creates these files when they are read, unlike a copy on a disk.</summary>
    public bool IsProcFileSystem() =>
        TryGetRoot(out SafeFileHandle? root, out _) && _prefix is null && Libc.GetFileSystemType(root) == FileSystemMagic.Proc;

    /// <summary>
    /// A whole file in one open and one read, for files that the kernel returns in one piece. A file longer than the buffer is cut.
    /// </summary>
    public ReadResult Read(ReadOnlySpan<byte> path, Span<byte> buffer) => Read(path, buffer, stamped: false, out _);

    /// <summary>The same, with the file's stamp if requested; null if it has none.</summary>
    public ReadResult Read(ReadOnlySpan<byte> path, Span<byte> buffer, bool stamped, out ProcFileStamp? stamp)
    {
        stamp = null;
        ReadResult opened = OpenRead(path);
        if (opened.Failed)
        {
            return opened;
        }

        int length = Libc.Read(opened.Value, buffer);
        if (stamped && length > 0 && Libc.GetStamp(opened.Value, out ProcFileStamp seen) == 0)
        {
            stamp = seen;
        }

        Libc.Close(opened.Value);
        return length < 0 ? ReadResult.Failure("read", -length) : ReadResult.Success(length);
    }

    /// <summary>A whole file, in as many reads as necessary; the buffer grows.</summary>
    /// <param name="path">The file.</param>
    /// <param name="buffer">Receives its bytes.</param>
    /// <param name="limit">The maximum size; a longer file is malformed.</param>
    public ReadResult ReadToEnd(scoped ReadOnlySpan<byte> path, ref RentedBuffer buffer, int limit = KernelFileLimit)
    {
        ReadResult opened = OpenRead(path);
        if (opened.Failed)
        {
            return opened;
        }

        ReadResult result = ReadToEnd(opened.Value, ref buffer, limit);
        Libc.Close(opened.Value);
        return result;
    }

    /// <summary>The rest of an open file; the buffer grows.</summary>
    public static ReadResult ReadToEnd(int descriptor, ref RentedBuffer buffer, int limit = KernelFileLimit)
    {
        int length = 0;
        while (true)
        {
            int count = Libc.Read(descriptor, buffer.Span[length..]);
            if (count < 0)
            {
                return ReadResult.Failure("read", -count);
            }

            if (count == 0)
            {
                return ReadResult.Success(length);
            }

            length += count;
            if (length > limit)
            {
                return ReadResult.Malformed("length");
            }

            if (length == buffer.Span.Length)
            {
                buffer.Grow(length);
            }
        }
    }

    /// <summary>Opens a file for reading. Opening never blocks, and a FIFO reads as empty.</summary>
    public ReadResult OpenRead(scoped ReadOnlySpan<byte> path)
    {
        if (!TryGetRoot(out SafeFileHandle? root, out ReadResult failure))
        {
            return failure;
        }

        return _prefix is null
            ? ReadResult.FromCall("openat", Libc.OpenRead(root, path))
            : FilesInRoot.OpenRead(root, WithPrefix(path, stackalloc byte[LongestPath]));
    }

    /// <summary>
    /// Opens a file in a directory of this tree that is open. False if that must be done by its path, because the tree is not trusted.
    /// </summary>
    /// <param name="directory">The directory.</param>
    /// <param name="name">The file's name, without a NUL. A link is not followed.</param>
    /// <param name="opened">The descriptor.</param>
    public bool TryOpenReadIn(int directory, scoped ReadOnlySpan<byte> name, out ReadResult opened)
    {
        if (_prefix is not null)
        {
            opened = default;
            return false;
        }

        Span<byte> terminated = stackalloc byte[LongestName + 1];
        name.CopyTo(terminated);
        terminated[name.Length] = 0;
        opened = ReadResult.FromCall("openat", Libc.OpenEntry(directory, terminated, OpenPurpose.Read));
        return true;
    }

    /// <summary>Opens a directory for listing.</summary>
    public ReadResult OpenDirectory(ReadOnlySpan<byte> path)
    {
        if (!TryGetRoot(out SafeFileHandle? root, out ReadResult failure))
        {
            return failure;
        }

        return _prefix is null ? ReadResult.FromCall("openat", Libc.OpenDirectory(root, path)) : OpenGuarded(root, path, OpenPurpose.List);
    }

    /// <summary>A descriptor of what a path leads to, without opening it (O_PATH). Only for another machine's root.</summary>
    public ReadResult OpenName(ReadOnlySpan<byte> path) =>
        TryGetRoot(out SafeFileHandle? root, out ReadResult failure)
            ? ReadResult.FromCall("openat", FilesInRoot.Open(root, WithPrefix(path, stackalloc byte[LongestPath]), OpenPurpose.Name))
            : failure;

    /// <summary>A symbolic link's text; ENAMETOOLONG if it does not fit.</summary>
    public ReadResult ReadLink(ReadOnlySpan<byte> path, Span<byte> buffer)
    {
        if (!TryGetRoot(out SafeFileHandle? root, out ReadResult failure))
        {
            return failure;
        }

        ReadResult result;
        if (_prefix is null)
        {
            result = ReadResult.FromCall("readlinkat", Libc.ReadLink(root, path, buffer));
        }
        else
        {
            ReadResult link = OpenGuarded(root, path, OpenPurpose.Link);
            if (link.Failed)
            {
                return link;
            }

            // For an empty path, the kernel returns ENOENT if the descriptor is not of a link.
            int length = Libc.ReadLink(link.Value, "\0"u8, buffer);
            result = ReadResult.FromCall("readlinkat", length == -Errno.ENOENT ? -Errno.EINVAL : length);
            Libc.Close(link.Value);
        }

        // The kernel cuts the text without an error.
        return !result.Failed && result.Value == buffer.Length ? ReadResult.Failure("readlinkat", Errno.ENAMETOOLONG) : result;
    }

    /// <summary>The type, link count, device and inode of the file that a path leads to.</summary>
    public ReadResult GetStatus(ReadOnlySpan<byte> path, out FileStatus status)
    {
        status = default;
        if (!TryGetRoot(out SafeFileHandle? root, out ReadResult failure))
        {
            return failure;
        }

        if (_prefix is null)
        {
            return ReadResult.FromCall("statx", Libc.GetFileStatus(root, path, out status));
        }

        ReadResult named = OpenGuarded(root, path, OpenPurpose.Name);
        if (named.Failed)
        {
            return named;
        }

        int result = Libc.GetFileStatus(named.Value, out status);
        Libc.Close(named.Value);
        return ReadResult.FromCall("statx", result);
    }

    /// <summary>Whether a path exists; false also if we may not look.</summary>
    public bool Exists(string path)
    {
        ReadOnlySpan<byte> bytes = Encode(path, stackalloc byte[LongestPath]);
        if (!TryGetRoot(out SafeFileHandle? root, out ReadResult failure))
        {
            Skip(path, failure);
            return false;
        }

        if (_prefix is null)
        {
            return Libc.CheckExists(root, bytes) == 0;
        }

        ReadResult named = OpenGuarded(root, bytes, OpenPurpose.Name);
        if (named.Failed)
        {
            Skip(path, named);
            return false;
        }

        Libc.Close(named.Value);
        return true;
    }

    /// <summary>The error of a failed read of a path below this root, for an exception or a snapshot.</summary>
    public SystemCallError Describe(ReadResult failure, ReadOnlySpan<byte> path) =>
        new()
        {
            SystemCall = $"{(failure.IsMalformed ? "read" : failure.Call)}({FullName(path)})",
            ErrorCode = failure.Error,
            Description = failure.IsMalformed ? $"malformed {failure.Call}" : Errno.Describe(failure.Error),
        };

    /// <summary>The exception for a failed read of a path below this root.</summary>
    public PsutilException ToException(ReadResult failure, ReadOnlySpan<byte> path)
    {
        if (failure.IsMalformed)
        {
            return new MalformedDataException(FullName(path), failure.Call!);
        }

        SystemCallError error = Describe(failure, path);
        return failure.Error is Errno.EACCES or Errno.EPERM ? new AccessDeniedException(error) : new SystemCallException(error);
    }

    /// <summary>The full name of a path below this root.</summary>
    public string FullName(ReadOnlySpan<byte> path) => System.IO.Path.Join(Path, OSText.GetString(path.TrimEnd((byte)0)));

    /// <summary>
    /// Closes the root's descriptor as soon as no call uses it. Later calls throw <see cref="ObjectDisposedException"/>: the handle is
    /// closed, or was never created.
    /// </summary>
    public void Dispose()
    {
        lock (_opening)
        {
            _isDisposed = true;
            _root?.Dispose();
        }
    }

    /// <summary>A relative path in the kernel's form. A path too long for the kernel is cut, so it is not found.</summary>
    internal static ReadOnlySpan<byte> Encode(string path, Span<byte> buffer)
    {
        if ((long)path.Length * 3 >= buffer.Length)
        {
            buffer[0] = 0;
            return buffer[..1];
        }

        int length = path.Length == 0 ? 0 : OSText.GetBytes(path, buffer);
        if (length == 0)
        {
            buffer[length++] = (byte)'.';
        }

        buffer[length] = 0;
        return buffer[..(length + 1)];
    }

    private bool TryGetRoot([NotNullWhen(true)] out SafeFileHandle? root, out ReadResult failure)
    {
        failure = default;
        root = Volatile.Read(ref _root);
        if (root is not null)
        {
            return true;
        }

        lock (_opening)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(Machine));
            if (_root is null)
            {
                int descriptor = _boundary is null ? OpenPath(Path) : OpenBoundary(_boundary, out _prefix);
                if (descriptor < 0)
                {
                    failure = ReadResult.Failure("open", -descriptor);
                    return false;
                }

                Volatile.Write(ref _root, new SafeFileHandle(descriptor, ownsHandle: true));
            }

            root = _root;
            return true;
        }
    }

    /// <summary>The boundary's descriptor, or the root's own if the kernel itself makes its files.</summary>
    private int OpenBoundary(string boundary, out byte[]? prefix)
    {
        prefix = null;
        int descriptor = OpenPath(boundary);
        if (descriptor < 0)
        {
            return descriptor;
        }

        SafeFileHandle held = new(descriptor, ownsHandle: true);
        string below = System.IO.Path.GetRelativePath(boundary, Path);
        byte[] name = [.. OSText.GetBytes(below), 0];
        int root = FilesInRoot.Open(held, name, OpenPurpose.Name);
        if (root < 0)
        {
            held.Dispose();
            return root;
        }

        if (Libc.GetFileSystemType(root) is FileSystemMagic.Proc or FileSystemMagic.Sys)
        {
            held.Dispose();
            return root;
        }

        Libc.Close(root);
        prefix = below == "." ? [] : [.. OSText.GetBytes(below), (byte)'/'];
        held.SetHandleAsInvalid();
        return descriptor;
    }

    private static int OpenPath(string path) => Libc.OpenDirectoryPath([.. OSText.GetBytes(path), 0]);

    private ReadResult OpenGuarded(SafeFileHandle root, ReadOnlySpan<byte> path, OpenPurpose purpose) =>
        ReadResult.FromCall("openat", FilesInRoot.Open(root, WithPrefix(path, stackalloc byte[LongestPath]), purpose));

    private ReadOnlySpan<byte> WithPrefix(ReadOnlySpan<byte> path, Span<byte> buffer)
    {
        if (_prefix is not { Length: > 0 } prefix)
        {
            return path;
        }

        if (prefix.Length + path.Length > buffer.Length)
        {
            return "\0"u8;
        }

        prefix.CopyTo(buffer);
        path.CopyTo(buffer[prefix.Length..]);
        return buffer[..(prefix.Length + path.Length)];
    }

    // A file that does not exist is left out. Without a free descriptor it is unknown whether it exists, so that is an error.
    private void Skip(string path, ReadResult failure)
    {
        if (Errno.IsExhausted(failure.Error))
        {
            throw ToException(failure, path);
        }

        Log(path, failure);
    }

    /// <inheritdoc cref="ToException(ReadResult, ReadOnlySpan{byte})"/>
    public PsutilException ToException(ReadResult failure, string path) => ToException(failure, OSText.GetBytes(path));

    private void Log(string path, ReadResult failure)
    {
        if (!PsutilEventSource.Log.IsListening())
        {
            return;
        }

        string full = System.IO.Path.Join(Path, path);
        if (failure.IsMalformed)
        {
            PsutilEventSource.Log.Malformed(full, failure.Call!);
        }
        else
        {
            PsutilEventSource.Log.SourceSkipped(full, $"{failure.Call}: {Errno.Describe(failure.Error)}");
        }
    }
}
