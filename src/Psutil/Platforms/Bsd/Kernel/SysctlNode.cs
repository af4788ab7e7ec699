using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.Bsd;

/// <summary>A node of the kernel's sysctl tree: its numbers and its name.</summary>
/// <param name="name">The name in <c>sysctl(8)</c> and the manual.</param>
/// <param name="numbers">The numbers of the path to it.</param>
internal sealed class SysctlNode(string name, params int[] numbers)
{
    /// <summary>The length of the longest text that is read, in bytes.</summary>
    public const int LongestText = 512;

    private const int MostNumbers = 12;
    private const int LongestStructure = 1024;

    // The limit of attempts for a table that grows as fast as it is read.
    private const int MostTries = 10;
    private const int LargestTable = 512 * 1024 * 1024;

    public string Name { get; } = name;

    /// <summary>Reads the value of the node, at most as long as the buffer. Returns its length.</summary>
    /// <param name="buffer">Receives the value.</param>
    /// <param name="more">Numbers that follow those of the node: a PID, a CPU.</param>
    public ReadResult Read(Span<byte> buffer, params ReadOnlySpan<int> more)
    {
        Span<int> path = stackalloc int[MostNumbers];
        int result = Libc.Sysctl(Join(path, more), buffer, out long length);
        return result < 0 ? ReadResult.Failure("sysctl", -result) : ReadResult.Success((int)Math.Min(length, buffer.Length));
    }

    /// <summary>Reads the table at the node into a buffer that grows with it. Returns its length in bytes.</summary>
    public ReadResult ReadTable(ref RentedBuffer buffer, params ReadOnlySpan<int> more) => ReadGrowing(ref buffer, recordSize: 0, more);

    /// <summary>The same for a node whose last number is the number of records that fit (OpenBSD, NetBSD).</summary>
    public ReadResult ReadRecords(ref RentedBuffer buffer, int recordSize, params ReadOnlySpan<int> more) =>
        ReadGrowing(ref buffer, recordSize, more);

    /// <summary>Reads a structure at the node. If the value is shorter, the rest is zero. Returns the length of the value.</summary>
    public ReadResult Read<T>(out T value, params ReadOnlySpan<int> more)
        where T : unmanaged
    {
        value = default;
        return Read(MemoryMarshal.AsBytes(new Span<T>(ref value)), more);
    }

    /// <summary>A text without white space around it; null if this machine has no such node, or it is empty or may not be read.</summary>
    public string? FindText()
    {
        Span<byte> buffer = stackalloc byte[LongestText];
        return ToText(Name, Read(buffer), buffer);
    }

    /// <summary>The text that a reading of a node returned; null if it failed or is empty.</summary>
    public static string? ToText(string name, ReadResult result, ReadOnlySpan<byte> buffer)
    {
        if (result.Failed)
        {
            PsutilEventSource.Log.SourceSkipped($"sysctl({name})", Errno.Describe(result.Error));
            return null;
        }

        ReadOnlySpan<byte> text = NativeText.UpToNul(buffer[..result.Value]).Trim(" \t\r\n"u8);
        return text.IsEmpty ? null : OSText.GetString(text);
    }

    /// <summary>A whole structure at the node, or an exception.</summary>
    public T Get<T>(params ReadOnlySpan<int> more)
        where T : unmanaged
    {
        ReadResult result = Read(out T value, more);
        if (result.Failed)
        {
            throw ToException(result, more);
        }

        return result.Value == Unsafe.SizeOf<T>() ? value : throw new MalformedDataException($"sysctl({Describe(more)})", typeof(T).Name);
    }

    /// <summary>The beginning of a structure that is longer in some versions, or an exception.</summary>
    public T GetPrefix<T>(params ReadOnlySpan<int> more)
        where T : unmanaged
    {
        Span<byte> room = stackalloc byte[LongestStructure];
        ReadResult result = Read(room, more);
        return result.Failed ? throw ToException(result, more)
            : result.Value >= Unsafe.SizeOf<T>() ? MemoryMarshal.Read<T>(room)
            : throw new MalformedDataException($"sysctl({Describe(more)})", typeof(T).Name);
    }

    /// <summary>Sets the value at the node: 0, or the negated errno.</summary>
    public int Set<T>(T value, params ReadOnlySpan<int> more)
        where T : unmanaged
    {
        Span<int> path = stackalloc int[MostNumbers];
        return Libc.SetSysctl(Join(path, more), MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));
    }

    /// <summary>The exception for a failed reading.</summary>
    public PsutilException ToException(ReadResult result, params ReadOnlySpan<int> more)
    {
        SystemCallError error = new()
        {
            SystemCall = $"{result.Call}({Describe(more)})",
            ErrorCode = result.Error,
            Description = Errno.Describe(result.Error),
        };
        return result.Error is Errno.EPERM or Errno.EACCES ? new AccessDeniedException(error) : new SystemCallException(error);
    }

    private string Describe(ReadOnlySpan<int> more)
    {
        string text = Name;
        foreach (int number in more)
        {
            text += string.Create(CultureInfo.InvariantCulture, $".{number}");
        }

        return text;
    }

    private ReadResult ReadGrowing(ref RentedBuffer buffer, int recordSize, scoped ReadOnlySpan<int> more)
    {
        Span<int> path = stackalloc int[MostNumbers];
        Span<int> full = Join(path, more);
        if (recordSize > 0)
        {
            full = path[..(full.Length + 1)];
        }

        for (int attempt = 0; ; attempt++)
        {
            if (recordSize > 0)
            {
                full[^1] = buffer.Span.Length / recordSize;
            }

            int result = Libc.Sysctl(full, buffer.Span, out long length);
            if (result == 0 && length <= buffer.Span.Length)
            {
                return ReadResult.Success((int)length);
            }

            if (result != 0 && result != -Errno.ENOMEM)
            {
                return ReadResult.Failure("sysctl", -result);
            }

            if (attempt == MostTries)
            {
                return ReadResult.Failure("sysctl", Errno.ENOMEM);
            }

            // The size now, plus an eighth, because the table can grow before the next call.
            _ = Libc.Sysctl(full, [], out length);
            long wanted = Math.Min(length + (length / 8), LargestTable);
            do
            {
                buffer.Grow(0);
            } while (buffer.Span.Length < wanted && buffer.Span.Length < LargestTable);
        }
    }

    private Span<int> Join(Span<int> path, ReadOnlySpan<int> more)
    {
        numbers.CopyTo(path);
        more.CopyTo(path[numbers.Length..]);
        return path[..(numbers.Length + more.Length)];
    }
}
