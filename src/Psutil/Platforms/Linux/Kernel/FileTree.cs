using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// One root of the kernel's files (<c>/proc</c>, <c>/sys</c>, or a fixture's), held open by one descriptor, and the raw reads below it.
/// Paths given as bytes are relative and end in a NUL.
/// </summary>
[SkipLocalsInit]
internal sealed class FileTree : IDisposable
{
    private const int LongestPath = 4096;

    private readonly byte[] _rootBytes;
    private readonly Lock _opening = new();
    private SafeFileHandle? _root;
    private bool _isDisposed;

    public FileTree(string path)
    {
        Path = path;
        _rootBytes = [.. OSText.GetBytes(path), 0];
    }

    /// <summary>The root's own path.</summary>
    public string Path { get; }

    /// <summary>Whether the kernel makes these files as they are read: not so of a copy on a disk.</summary>
    public bool IsProcFileSystem()
    {
        const long ProcMagic = 0x9fa0;
        return TryGetRoot(out SafeFileHandle? root, out _) && Libc.GetFileSystemType(root) == ProcMagic;
    }

    /// <summary>
    /// A whole file in one open and one read: for files that the kernel gives out in one piece. A file longer than the buffer is cut.
    /// </summary>
    public ReadResult Read(ReadOnlySpan<byte> path, Span<byte> buffer) => Read(path, buffer, stamped: false, out _);

    /// <summary>The same, with the file's stamp if it is wanted; null if it has none.</summary>
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

    /// <summary>A whole file up to its end, in as many reads as that takes; the buffer grows.</summary>
    public ReadResult ReadToEnd(scoped ReadOnlySpan<byte> path, ref RentedBuffer buffer)
    {
        ReadResult opened = OpenRead(path);
        if (opened.Failed)
        {
            return opened;
        }

        ReadResult result = ReadToEnd(opened.Value, ref buffer);
        Libc.Close(opened.Value);
        return result;
    }

    /// <summary>The rest of an open file; the buffer grows.</summary>
    public static ReadResult ReadToEnd(int descriptor, ref RentedBuffer buffer)
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
            if (length == buffer.Span.Length)
            {
                buffer.Grow(length);
            }
        }
    }

    /// <summary>The descriptor of a file opened for reading.</summary>
    public ReadResult OpenRead(scoped ReadOnlySpan<byte> path) =>
        TryGetRoot(out SafeFileHandle? root, out ReadResult failure) ? ReadResult.FromCall("openat", Libc.OpenRead(root, path)) : failure;

    /// <summary>The descriptor of a directory opened for listing.</summary>
    public ReadResult OpenDirectory(ReadOnlySpan<byte> path) =>
        TryGetRoot(out SafeFileHandle? root, out ReadResult failure)
            ? ReadResult.FromCall("openat", Libc.OpenDirectory(root, path))
            : failure;

    /// <summary>A symbolic link's text, cut if the buffer is too small.</summary>
    public ReadResult ReadLink(ReadOnlySpan<byte> path, Span<byte> buffer) =>
        TryGetRoot(out SafeFileHandle? root, out ReadResult failure)
            ? ReadResult.FromCall("readlinkat", Libc.ReadLink(root, path, buffer))
            : failure;

    /// <summary>The type, link count, device and inode of the file that a path leads to.</summary>
    public ReadResult GetStatus(ReadOnlySpan<byte> path, out FileStatus status)
    {
        status = default;
        return TryGetRoot(out SafeFileHandle? root, out ReadResult failure)
            ? ReadResult.FromCall("statx", Libc.GetFileStatus(root, path, out status))
            : failure;
    }

    /// <summary>Whether something exists at a path; false also where we may not look.</summary>
    public bool Exists(string path)
    {
        Span<byte> bytes = stackalloc byte[LongestPath];
        return TryGetRoot(out SafeFileHandle? root, out _) && Libc.CheckExists(root, Encode(path, bytes)) == 0;
    }

    /// <summary>
    /// A small file's text without the white space around it; null if it cannot be read. For sysfs, where one file holds one value.
    /// </summary>
    public string? ReadText(string path)
    {
        Span<byte> name = stackalloc byte[LongestPath];
        Span<byte> buffer = stackalloc byte[LongestPath];
        ReadResult result = Read(Encode(path, name), buffer);
        if (result.Failed)
        {
            Skipped(path, result);
            return null;
        }

        return OSText.GetString(Ascii.Trim(buffer[..result.Value]));
    }

    /// <summary>A small file's whole number; null if it cannot be read or holds none.</summary>
    public long? ReadInt64(string path)
    {
        Span<byte> name = stackalloc byte[LongestPath];
        Span<byte> buffer = stackalloc byte[64];
        ReadResult result = Read(Encode(path, name), buffer);
        if (result.Failed)
        {
            Skipped(path, result);
            return null;
        }

        return Ascii.TryParse(Ascii.Trim(buffer[..result.Value]), out long value) ? value : null;
    }

    /// <summary>A whole file up to its end in a new array; null if it cannot be read.</summary>
    public byte[]? ReadBytes(string path)
    {
        Span<byte> name = stackalloc byte[LongestPath];
        RentedBuffer buffer = new(LongestPath);
        try
        {
            ReadResult result = ReadToEnd(Encode(path, name), ref buffer);
            if (result.Failed)
            {
                Skipped(path, result);
                return null;
            }

            return buffer.Span[..result.Value].ToArray();
        }
        finally
        {
            buffer.Dispose();
        }
    }

    /// <summary>The text of a symbolic link; null if it cannot be read.</summary>
    public string? ReadLink(string path)
    {
        Span<byte> name = stackalloc byte[LongestPath];
        Span<byte> buffer = stackalloc byte[LongestPath];
        ReadResult result = ReadLink(Encode(path, name), buffer);
        return result.Failed ? null : OSText.GetString(buffer[..result.Value]);
    }

    /// <summary>The names in a directory, in the order of their bytes with numbers by value; empty if it cannot be listed.</summary>
    public IReadOnlyList<string> List(string path)
    {
        Span<byte> name = stackalloc byte[LongestPath];
        List<string> names = [];
        ReadResult opened = OpenDirectory(Encode(path, name));
        if (opened.Failed)
        {
            Skipped(path, opened);
            return names;
        }

        using (DirectoryReader reader = new(opened.Value, stackalloc byte[LongestPath]))
        {
            while (reader.MoveNext())
            {
                names.Add(OSText.GetString(reader.Current));
            }
        }

        names.Sort(NaturalOrder.Instance);
        return names;
    }

    /// <summary>The error of a failed read of a path below this root, for an exception or a snapshot.</summary>
    public SystemCallError Describe(ReadResult failure, ReadOnlySpan<byte> path) =>
        new()
        {
            SystemCall = $"{failure.Call}({System.IO.Path.Join(Path, OSText.GetString(path.TrimEnd((byte)0)))})",
            ErrorCode = failure.Error,
            Description = Errno.Describe(failure.Error),
        };

    /// <summary>The error of a failed read of a path below this root, as the exception that a caller sees.</summary>
    public PsutilException ToException(ReadResult failure, ReadOnlySpan<byte> path)
    {
        SystemCallError error = Describe(failure, path);
        return failure.Error is Errno.EACCES or Errno.EPERM ? new AccessDeniedException(error) : new SystemCallException(error);
    }

    /// <summary>The full name of a path below this root.</summary>
    public string FullName(ReadOnlySpan<byte> path) => System.IO.Path.Join(Path, OSText.GetString(path.TrimEnd((byte)0)));

    /// <summary>
    /// Closes the root's descriptor once no call uses it any more. Calls that come later raise <see cref="ObjectDisposedException"/>: the
    /// handle itself refuses, or was never made.
    /// </summary>
    public void Dispose()
    {
        lock (_opening)
        {
            _isDisposed = true;
            _root?.Dispose();
        }
    }

    /// <summary>A relative path as the kernel takes it. A path too long for the kernel is cut, and not found.</summary>
    internal static ReadOnlySpan<byte> Encode(string path, Span<byte> buffer)
    {
        if (path.Length * 3 >= buffer.Length)
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

    private bool TryGetRoot([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SafeFileHandle? root, out ReadResult failure)
    {
        failure = default;
        root = _root;
        if (root is not null)
        {
            return true;
        }

        lock (_opening)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(Machine));
            if (_root is null)
            {
                int descriptor = Libc.OpenDirectoryPath(_rootBytes);
                if (descriptor < 0)
                {
                    failure = ReadResult.Failure("open", -descriptor);
                    return false;
                }

                _root = new SafeFileHandle(descriptor, ownsHandle: true);
            }

            root = _root;
            return true;
        }
    }

    private void Skipped(string path, ReadResult failure)
    {
        if (PsutilEventSource.Log.IsListening())
        {
            PsutilEventSource.Log.SourceSkipped(System.IO.Path.Join(Path, path), $"{failure.Call}: {Errno.Describe(failure.Error)}");
        }
    }
}
