using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.Bsd;

/// <summary>Reads nodes of the sysctl tree that have no fixed number, by name. Not on OpenBSD.</summary>
internal static class NamedSysctl
{
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

    /// <summary>Finds the node of a name, to read nodes below it.</summary>
    public static SysctlNode? FindNode(string name)
    {
        Span<int> numbers = stackalloc int[8];
        int result = Libc.SysctlNumbersOf([.. OSText.GetBytes(name), 0], numbers, out int count);
        return result switch
        {
            0 => new SysctlNode(name, numbers[..count].ToArray()),
            -Errno.ENOENT => null,
            _ => throw ToException(name, ReadResult.Failure("sysctlnametomib", -result)),
        };
    }

    public static PsutilException ToException(string name, ReadResult result) => new SysctlNode(name).ToException(result);
}
