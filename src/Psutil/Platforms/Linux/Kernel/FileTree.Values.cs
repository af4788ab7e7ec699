using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

internal sealed partial class FileTree
{
    /// <summary>
    /// A small file's text without the white space around it; null if it cannot be read. For sysfs, where one file holds one value.
    /// </summary>
    /// <exception cref="PsutilException">There is no free descriptor to open it with.</exception>
    public string? ReadText(string path)
    {
        Span<byte> buffer = stackalloc byte[LongestPath];
        ReadResult result = ReadWhole(path, buffer);
        if (result.Failed)
        {
            Skip(path, result);
            return null;
        }

        return OSText.GetString(Ascii.Trim(buffer[..result.Value]));
    }

    /// <summary>The same; null also if there is no free descriptor.</summary>
    public string? TryReadText(string path)
    {
        Span<byte> buffer = stackalloc byte[LongestPath];
        ReadResult result = ReadWhole(path, buffer);
        if (result.Failed)
        {
            Log(path, result);
            return null;
        }

        return OSText.GetString(Ascii.Trim(buffer[..result.Value]));
    }

    /// <summary>A small file's whole number; null if it cannot be read or is not a number.</summary>
    /// <exception cref="PsutilException">There is no free descriptor to open it with.</exception>
    public long? ReadInt64(string path)
    {
        Span<byte> buffer = stackalloc byte[64];
        ReadResult result = ReadWhole(path, buffer);
        if (result.Failed)
        {
            Skip(path, result);
            return null;
        }

        return Ascii.TryParse(Ascii.Trim(buffer[..result.Value]), out long value) ? value : null;
    }

    /// <summary>A whole file in a new array; null if it cannot be read, is longer than the limit or is not a file.</summary>
    /// <exception cref="PsutilException">There is no free descriptor to open it with.</exception>
    public byte[]? ReadBytes(string path, int limit = KernelFileLimit)
    {
        ReadResult result = TryReadBytes(path, limit, out byte[]? bytes);
        if (result.Failed)
        {
            Skip(path, result);
        }

        return bytes;
    }

    /// <summary>A whole file in a new array, or why it cannot be read.</summary>
    public ReadResult TryReadBytes(string path, int limit, out byte[]? bytes)
    {
        Span<byte> name = stackalloc byte[LongestPath];
        RentedBuffer buffer = new(LongestPath);
        try
        {
            ReadResult result = ReadToEnd(Encode(path, name), ref buffer, limit);
            bytes = result.Failed ? null : buffer.Span[..result.Value].ToArray();
            return result;
        }
        finally
        {
            buffer.Dispose();
        }
    }

    /// <summary>The names in a directory, sorted by their bytes and numbers by value; empty if it cannot be listed.</summary>
    /// <exception cref="PsutilException">
    /// There are more than <see cref="MostNames"/>, or there is no free descriptor to open it with.
    /// </exception>
    public IReadOnlyList<string> List(string path)
    {
        Span<byte> name = stackalloc byte[LongestPath];
        List<string> names = [];
        ReadResult opened = OpenDirectory(Encode(path, name));
        if (opened.Failed)
        {
            Skip(path, opened);
            return names;
        }

        using (DirectoryReader reader = new(opened.Value, stackalloc byte[LongestPath], MostNames))
        {
            while (reader.MoveNext())
            {
                names.Add(OSText.GetString(reader.Current));
            }

            if (reader.IsMalformed)
            {
                throw ToException(ReadResult.Malformed("number of entries"), path);
            }
        }

        names.Sort(NaturalOrder.Instance);
        return names;
    }

    /// <summary>
    /// Whether something exists at a path that the kernel wrote, as <see cref="FilesInRoot.ExistsWithoutMounting"/> looks for it.
    /// </summary>
    public bool ExistsWithoutMounting(string path)
    {
        ReadOnlySpan<byte> bytes = Encode(path, stackalloc byte[LongestPath]);
        if (!TryGetRoot(out SafeFileHandle? root, out ReadResult failure))
        {
            Skip(path, failure);
            return false;
        }

        return FilesInRoot.ExistsWithoutMounting(root, WithPrefix(bytes, stackalloc byte[LongestPath]));
    }

    // A file that fills the buffer may be longer, and is not a single value.
    private ReadResult ReadWhole(string path, Span<byte> buffer)
    {
        ReadResult result = Read(Encode(path, stackalloc byte[LongestPath]), buffer);
        return !result.Failed && result.Value == buffer.Length ? ReadResult.Malformed("length") : result;
    }
}
