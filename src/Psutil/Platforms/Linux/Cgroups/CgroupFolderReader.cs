using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>Reads the files of groups below one root, and keeps them open while there is room.</summary>
/// <param name="tree">The root.</param>
/// <param name="kept">The descriptors that are kept.</param>
internal sealed class CgroupFolderReader(FileTree tree, KeptDescriptors kept)
{
    private const int FirstRoom = 16 * 1024;
    private const int LongestFile = 4 * 1024 * 1024;
    private const int LongestPath = 4096;

    // 4,194,304 processes (PID_MAX_LIMIT), each a line with a number of at most seven digits.
    private const long LongestList = 64L * 1024 * 1024;

    private byte[] _buffer = new byte[FirstRoom];

    // The descriptor of the group's folder; null if it could not be opened.
    private int? _folder;

    /// <summary>Opens the folder of the group that is read next, because its files are found much faster from there.</summary>
    /// <returns>The descriptor for the list of the folder, which <see cref="Leave"/> closes.</returns>
    /// <exception cref="PsutilException">There is no free descriptor.</exception>
    public ReadResult Enter(CgroupNode node)
    {
        ReadResult opened = tree.OpenDirectory(PathOf(node, ""u8, stackalloc byte[LongestPath]));
        if (!opened.Failed)
        {
            _folder = opened.Value;
        }
        else
        {
            ThrowIfExhausted(node, opened);
        }

        return opened;
    }

    /// <summary>Closes the folder.</summary>
    public void Leave()
    {
        if (_folder is { } open)
        {
            _folder = null;
            Libc.Close(open);
        }
    }

    /// <summary>A file's bytes, valid until the next call.</summary>
    /// <exception cref="PsutilException">There is no free descriptor.</exception>
    public ReadResult Read(CgroupNode node, CgroupFile file, out ReadOnlySpan<byte> text)
    {
        ReadResult result = ReadFile(node, file);
        text = result.Failed ? default : _buffer.AsSpan(0, result.Value);
        return result;
    }

    /// <summary>A file with one number; null if it cannot be read or is not one.</summary>
    public long? ReadNumber(CgroupNode node, CgroupFile file)
    {
        if (Read(node, file, out ReadOnlySpan<byte> text).Failed)
        {
            return null;
        }

        if (Ascii.TryParse(Ascii.Trim(text), out long value))
        {
            return value;
        }

        Malformed(node, file, "number");
        return null;
    }

    /// <summary>A file with one limit; null if it cannot be read, or if there is none.</summary>
    public long? ReadLimit(CgroupNode node, CgroupFile file)
    {
        if (Read(node, file, out ReadOnlySpan<byte> text).Failed)
        {
            return null;
        }

        if (!CgroupMax.TryParse(text, out long? limit, out string? malformed))
        {
            Malformed(node, file, malformed);
        }

        return limit;
    }

    /// <summary>The number of processes in the group itself. Fails with ENOENT or ENODEV if there is no such group.</summary>
    public ReadResult CountProcesses(CgroupNode node, out long count)
    {
        count = 0;
        ReadResult opened = Open(node, "cgroup.procs"u8);
        if (opened.Failed)
        {
            return opened;
        }

        // The kernel writes what fits into a page, so the end is where nothing follows.
        ReadResult result = opened;
        long total = 0;
        while (true)
        {
            int length = Libc.Read(opened.Value, _buffer);
            total += Math.Max(0, length);
            if (length <= 0 || total > LongestList)
            {
                result =
                    length < 0 ? ReadResult.Failure("read", -length)
                    : total > LongestList ? ReadResult.Malformed("length")
                    : result;
                break;
            }

            count += _buffer.AsSpan(0, length).Count((byte)'\n');
        }

        Libc.Close(opened.Value);
        return result;
    }

    /// <summary>Whether there is such a group. Each has this file.</summary>
    public bool Exists(CgroupNode node)
    {
        ReadResult result = tree.GetStatus(PathOf(node, "cgroup.procs"u8, stackalloc byte[LongestPath]), out _);
        return result.Failed ? ThrowIfExhausted(node, result) : true;
    }

    public void Malformed(CgroupNode node, CgroupFile file, string field)
    {
        if (PsutilEventSource.Log.IsListening())
        {
            PsutilEventSource.Log.Malformed(tree.FullName(PathOf(node, CgroupFileNames.Of(file), stackalloc byte[LongestPath])), field);
        }
    }

    private ReadResult ReadFile(CgroupNode node, CgroupFile file)
    {
        if (node.GetKept(file) is { } open)
        {
            ReadResult again = ReadAll(open);
            if (!again.Failed)
            {
                return again;
            }

            // The group was removed (ENODEV): there may be another under its name.
            kept.Close(open);
            node.SetKept(file, null);
        }

        ReadResult opened = Open(node, CgroupFileNames.Of(file));
        if (opened.Failed)
        {
            return opened;
        }

        ReadResult result = ReadAll(opened.Value);
        if (!result.Failed && kept.HasRoom)
        {
            if (kept.TryAdd(opened.Value))
            {
                node.SetKept(file, opened.Value);
            }

            return result;
        }

        Libc.Close(opened.Value);
        return result;
    }

    private ReadResult Open(CgroupNode node, ReadOnlySpan<byte> name)
    {
        ReadResult opened =
            _folder is { } folder && tree.TryOpenReadIn(folder, name, out ReadResult result)
                ? result
                : tree.OpenRead(PathOf(node, name, stackalloc byte[LongestPath]));
        return opened.Failed && ThrowIfExhausted(node, opened) ? default : opened;
    }

    // Without a free descriptor it is unknown what there is, so that is an error. Otherwise false.
    private bool ThrowIfExhausted(CgroupNode node, ReadResult failure) =>
        Errno.IsExhausted(failure.Error) ? throw tree.ToException(failure, node.Folder) : false;

    // The kernel gives each of these files in one piece, so that one read is enough unless it fills the buffer.
    private ReadResult ReadAll(int descriptor)
    {
        int length = 0;
        while (true)
        {
            int count = Libc.ReadAt(descriptor, _buffer.AsSpan(length), length);
            if (count < 0)
            {
                return ReadResult.Failure("pread", -count);
            }

            length += count;
            if (length < _buffer.Length || count == 0)
            {
                return ReadResult.Success(length);
            }

            if (length >= LongestFile)
            {
                return ReadResult.Malformed("length");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
    }

    private static ReadOnlySpan<byte> PathOf(CgroupNode node, ReadOnlySpan<byte> name, Span<byte> buffer)
    {
        // A path that is too long for the kernel is not found.
        if (node.Folder.Length + name.Length + 2 > buffer.Length)
        {
            return "\0"u8;
        }

        KernelPath path = new(buffer);
        path.Append(node.Folder);
        path.Append("/"u8);
        path.Append(name);
        return path.Terminated;
    }
}
