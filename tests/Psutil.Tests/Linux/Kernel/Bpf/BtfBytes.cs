using System.Runtime.InteropServices;
using System.Text;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

/// <summary>Writes BTF (Documentation/bpf/btf.rst) type by type; each call gives the new type's number.</summary>
internal sealed class BtfBytes
{
    private readonly List<uint> _types = [];
    private readonly List<byte> _nameBytes = [0];
    private int _count;

    public readonly record struct Member(string Name, int Type, int BitOffset, int BitCount = 0);

    public int Integer(string name, int size) => Add(BtfKind.Integer, name, 0, (uint)size, (uint)size * 8);

    public int Pointer(int type) => Add(BtfKind.Pointer, "", 0, (uint)type);

    public int Named(BtfKind kind, string name, int type) => Add(kind, name, 0, (uint)type);

    public int Array(int elementType, int count) => Add(BtfKind.Array, "", 0, 0, (uint)elementType, 0, (uint)count);

    public int Structure(string name, int size, params ReadOnlySpan<Member> members) => Composite(BtfKind.Structure, name, size, members);

    public int Union(string name, int size, params ReadOnlySpan<Member> members) => Composite(BtfKind.Union, name, size, members);

    public int Enumeration(string name, int size, params ReadOnlySpan<string> values)
    {
        List<uint> rest = [];
        foreach (string value in values)
        {
            rest.AddRange([Name(value), (uint)rest.Count / 2]);
        }

        return Add(BtfKind.Enumeration, name, (uint)values.Length, (uint)size, [.. rest]);
    }

    public byte[] Build()
    {
        byte[] types = MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_types)).ToArray();
        byte[] header = new byte[24];
        MemoryMarshal.Write<ushort>(header, 0xeB9F);
        header[2] = 1;
        uint[] sections = [24, 0, (uint)types.Length, (uint)types.Length, (uint)_nameBytes.Count];
        MemoryMarshal.AsBytes(sections.AsSpan()).CopyTo(header.AsSpan(4));
        return [.. header, .. types, .. _nameBytes];
    }

    private int Composite(BtfKind kind, string name, int size, ReadOnlySpan<Member> members)
    {
        bool hasBitFields = false;
        foreach (Member member in members)
        {
            hasBitFields |= member.BitCount != 0;
        }

        List<uint> rest = [];
        foreach (Member member in members)
        {
            rest.AddRange([Name(member.Name), (uint)member.Type, (uint)member.BitOffset | ((uint)member.BitCount << 24)]);
        }

        return Add(kind, name, (uint)members.Length | (hasBitFields ? 1u << 31 : 0), (uint)size, [.. rest]);
    }

    private int Add(BtfKind kind, string name, uint information, uint sizeOrType, params ReadOnlySpan<uint> rest)
    {
        _types.AddRange([Name(name), information | ((uint)kind << 24), sizeOrType]);
        _types.AddRange(rest);
        return ++_count;
    }

    private uint Name(string name)
    {
        if (name.Length == 0)
        {
            return 0;
        }

        uint offset = (uint)_nameBytes.Count;
        _nameBytes.AddRange([.. Encoding.ASCII.GetBytes(name), 0]);
        return offset;
    }
}
