using System.Runtime.InteropServices;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.Tests.Windows;

/// <summary>Writes a buffer as Windows fills it: structures, and texts that they point to by address.</summary>
internal sealed class NativeMemoryBuilder
{
    /// <summary>Where the buffer pretends to be.</summary>
    public const ulong Address = 0x7FF6_0000_1000;

    private readonly List<byte> _bytes = [];

    public int Length => _bytes.Count;

    public byte[] Bytes => [.. _bytes];

    public nuint BaseAddress => unchecked((nuint)Address);

    /// <summary>Appends a structure; where it is.</summary>
    public nuint Add<T>(T value)
        where T : unmanaged
    {
        nuint address = BaseAddress + (nuint)_bytes.Count;
        _bytes.AddRange(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));
        return address;
    }

    /// <summary>Appends a text with its NUL; where it is.</summary>
    public nuint AddText(string text)
    {
        nuint address = BaseAddress + (nuint)_bytes.Count;
        _bytes.AddRange(MemoryMarshal.AsBytes((text + '\0').AsSpan()));
        Align();
        return address;
    }

    /// <summary>Appends a counted text.</summary>
    public UnicodeString AddCounted(string text) =>
        new()
        {
            Length = (ushort)(text.Length * 2),
            MaximumLength = (ushort)((text.Length * 2) + 2),
            Buffer = AddText(text),
        };

    public void AddBytes(params ReadOnlySpan<byte> bytes) => _bytes.AddRange(bytes);

    /// <summary>Overwrites what is at a place.</summary>
    public void Set<T>(int offset, T value)
        where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value));
        for (int index = 0; index < bytes.Length; index++)
        {
            _bytes[offset + index] = bytes[index];
        }
    }

    public void Align()
    {
        while (_bytes.Count % 8 != 0)
        {
            _bytes.Add(0);
        }
    }
}
