using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.Bsd;

/// <summary>Reads nodes of the sysctl tree that have no fixed number, by name. Not on OpenBSD.</summary>
internal static class NamedSysctl
{
    private const string NumbersCall = "sysctlnametomib";
    private const int MostNumbers = 8;

    /// <summary>A value, or null if this machine has no such node (no battery, no sensor, another kernel version).</summary>
    public static T? Find<T>(string name)
        where T : unmanaged
    {
        T value = default;
        ReadResult result = Read(name, MemoryMarshal.AsBytes(new Span<T>(ref value)));
        if (result.Failed)
        {
            return result.Error == Errno.ENOENT ? null : throw ToException(name, result);
        }

        return result.Value == Unsafe.SizeOf<T>() ? value : throw new MalformedDataException($"sysctl({name})", typeof(T).Name);
    }

    /// <summary>A value that every machine of this system has.</summary>
    public static T Get<T>(string name)
        where T : unmanaged => Find<T>(name) ?? throw ToException(name, ReadResult.Failure("sysctl", Errno.ENOENT));

    /// <summary>Reads a value as bytes. Returns its length.</summary>
    public static ReadResult Read(string name, Span<byte> buffer)
    {
        int result = Libc.SysctlByName([.. OSText.GetBytes(name), 0], buffer, out long length);
        return result < 0 ? ReadResult.Failure("sysctl", -result) : ReadResult.Success((int)Math.Min(length, buffer.Length));
    }

    /// <summary>Reads a value at numbers below a named node. Returns its length; never throws.</summary>
    public static ReadResult Read(string name, Span<byte> buffer, params ReadOnlySpan<int> more)
    {
        Span<int> numbers = stackalloc int[MostNumbers];
        int result = FindNumbers(name, numbers, out int count);
        return result < 0 ? ReadResult.Failure(NumbersCall, -result) : new SysctlNode(name, numbers[..count].ToArray()).Read(buffer, more);
    }

    /// <summary>Finds a node by name, to read values below it; null if the machine has no such node.</summary>
    public static SysctlNode? FindNode(string name)
    {
        Span<int> numbers = stackalloc int[MostNumbers];
        int result = FindNumbers(name, numbers, out int count);
        return result switch
        {
            0 => new SysctlNode(name, numbers[..count].ToArray()),
            -Errno.ENOENT => null,
            _ => throw ToException(name, ReadResult.Failure(NumbersCall, -result)),
        };
    }

    /// <summary>A text without white space around it; null if this machine has no such node, or it is empty or may not be read.</summary>
    public static string? FindText(string name)
    {
        Span<byte> buffer = stackalloc byte[SysctlNode.LongestText];
        return SysctlNode.ToText(name, Read(name, buffer), buffer);
    }

    public static PsutilException ToException(string name, ReadResult result) => new SysctlNode(name).ToException(result);

    private static int FindNumbers(string name, Span<int> numbers, out int count) =>
        Libc.SysctlNumbersOf([.. OSText.GetBytes(name), 0], numbers, out count);
}
