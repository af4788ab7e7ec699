using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>The kinds of types in BTF (<c>linux/btf.h</c>) that are used here.</summary>
internal enum BtfKind : byte
{
    Unknown = 0,
    Integer = 1,
    Pointer = 2,
    Array = 3,
    Structure = 4,
    Union = 5,
    Enumeration = 6,
    Forward = 7,
    TypeDefinition = 8,
    Volatile = 9,
    Const = 10,
    Restrict = 11,
    Function = 12,
    FunctionPrototype = 13,
    Variable = 14,
    DataSection = 15,
    Float = 16,
    DeclarationTag = 17,
    TypeTag = 18,
    Enumeration64 = 19,
}

/// <summary>
/// The kernel's description of its types (<c>/sys/kernel/btf/vmlinux</c>; Documentation/bpf/btf.rst): finds the offset of a field by name.
/// </summary>
internal sealed class Btf
{
    private const ushort Magic = 0xeB9F;
    private const int HeaderSize = 24;
    private const int TypeSize = 12;
    private const int MemberSize = 12;

    // The kernel itself allows 16 million bytes of names and a million types (BTF_MAX_NAME_OFFSET, BTF_MAX_TYPE).
    private const int MostTypes = 1 << 20;

    // Limits of the nesting of types and of the members that one lookup visits: more means a cycle.
    private const int DeepestNesting = 32;
    private const int MostMembers = 100_000;
    private const int LargestOffset = 1 << 28;

    // Only the place of one type in 32 is kept: a kernel has 130,000 types, of which a few hundred are looked at.
    private const int Stride = 32;

    private readonly ReadOnlyMemory<byte> _types;
    private readonly ReadOnlyMemory<byte> _names;

    // The offset of each type whose number is a multiple of the stride; 0 is 'void', which has no entry.
    private readonly int[] _starts;

    private Btf(ReadOnlyMemory<byte> types, ReadOnlyMemory<byte> names, int[] starts, int count)
    {
        _types = types;
        _names = names;
        _starts = starts;
        Count = count;
    }

    /// <summary>How many types there are, <c>void</c> included.</summary>
    public int Count { get; }

    /// <summary>Finds where the types are. The bytes are kept, not copied.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out Btf? btf, [NotNullWhen(false)] out string? malformed)
    {
        btf = null;
        ReadOnlySpan<byte> text = bytes.Span;
        if (text.Length < HeaderSize || MemoryMarshal.Read<ushort>(text) != Magic || text[2] != 1)
        {
            malformed = "BTF header";
            return false;
        }

        if (
            !TrySlice(bytes, MemoryMarshal.Read<uint>(text[8..]), MemoryMarshal.Read<uint>(text[12..]), out ReadOnlyMemory<byte> types)
            || !TrySlice(bytes, MemoryMarshal.Read<uint>(text[16..]), MemoryMarshal.Read<uint>(text[20..]), out ReadOnlyMemory<byte> names)
        )
        {
            malformed = "BTF sections";
            return false;
        }

        List<int> starts = [0];
        int count = 1;
        for (ReadOnlySpan<byte> rest = types.Span; !rest.IsEmpty; count++)
        {
            int length = GetLength(rest);
            if (length == 0 || length > rest.Length || count == MostTypes)
            {
                malformed = string.Create(CultureInfo.InvariantCulture, $"BTF type {count}");
                return false;
            }

            if (count % Stride == 0)
            {
                starts.Add(types.Length - rest.Length);
            }

            rest = rest[length..];
        }

        btf = new Btf(types, names, [.. starts], count);
        malformed = null;
        return true;
    }

    /// <summary>The number of a type of a kind and a name; 0 if there is none.</summary>
    public int FindType(BtfKind kind, string name)
    {
        ReadOnlySpan<byte> names = _names.Span;
        ReadOnlySpan<byte> rest = _types.Span;
        for (int type = 1; type < Count; type++)
        {
            if (KindOf(rest) == kind && IsName(names, MemoryMarshal.Read<uint>(rest), name))
            {
                return type;
            }

            rest = rest[GetLength(rest)..];
        }

        return 0;
    }

    /// <summary>Finds a field in a structure or union.</summary>
    /// <param name="type">The structure's number.</param>
    /// <param name="path">
    /// The field's name; nested fields follow after dots, an index of an array in brackets: <c>rss_stat[1].count</c>. Members of an
    /// anonymous structure or union are found by their own names, as in C.
    /// </param>
    /// <param name="field">The field's place.</param>
    public bool TryGetField(int type, ReadOnlySpan<char> path, out BtfField field)
    {
        long bitOffset = 0;
        int bitCount = 0;
        int budget = MostMembers;
        foreach (Range range in path.Split('.'))
        {
            field = default;
            ReadOnlySpan<char> step = path[range];
            int bracket = step.IndexOf('[');
            ReadOnlySpan<char> name = bracket < 0 ? step : step[..bracket];
            if (bitCount != 0 || !TryFindMember(type, name, 0, ref budget, out Member member))
            {
                return false;
            }

            type = member.Type;
            bitOffset += member.BitOffset;
            bitCount = member.BitCount;
            if (bracket >= 0 && !TryEnterArray(step[bracket..], ref type, ref bitOffset))
            {
                return false;
            }
        }

        field = default;
        if (bitOffset is < 0 or > LargestOffset || !TryGetSize(type, out int size) || (bitCount == 0 && bitOffset % 8 != 0))
        {
            return false;
        }

        field = new BtfField((int)(bitOffset / 8), size, (int)(bitOffset % 8), bitCount);
        return true;
    }

    /// <summary>The size of a type in bytes; false for one without a size, such as a function.</summary>
    public bool TryGetSize(int type, out int size)
    {
        long count = 1;
        for (int depth = 0; depth < DeepestNesting; depth++)
        {
            size = 0;
            if (!TryResolve(type, out ReadOnlySpan<byte> start))
            {
                return false;
            }

            switch (KindOf(start))
            {
                case BtfKind.Integer or BtfKind.Float or BtfKind.Enumeration or BtfKind.Enumeration64:
                case BtfKind.Structure or BtfKind.Union:
                    return TryMultiply(count, SizeOrType(start), out size);
                case BtfKind.Pointer:
                    return TryMultiply(count, (uint)nint.Size, out size);
                case BtfKind.Array:
                    // struct btf_array: the elements' type, the index's type, the number of elements.
                    type = (int)MemoryMarshal.Read<uint>(start[TypeSize..]);
                    count *= MemoryMarshal.Read<uint>(start[(TypeSize + 8)..]);
                    if (count > LargestOffset)
                    {
                        return false;
                    }

                    break;
                default:
                    return false;
            }
        }

        size = 0;
        return false;
    }

    private bool TryFindMember(int type, ReadOnlySpan<char> name, int depth, ref int budget, out Member found)
    {
        found = default;
        if (depth == DeepestNesting || name.IsEmpty || !TryResolve(type, out ReadOnlySpan<byte> start))
        {
            return false;
        }

        if (KindOf(start) is not (BtfKind.Structure or BtfKind.Union))
        {
            return false;
        }

        // struct btf_member: name, type, offset in bits; if the kind's flag is set, the offset's upper byte is the size of a bit field.
        uint information = MemoryMarshal.Read<uint>(start[4..]);
        bool hasBitFields = information >> 31 != 0;
        ReadOnlySpan<byte> members = start.Slice(TypeSize, (int)(information & 0xFFFF) * MemberSize);
        for (; !members.IsEmpty; members = members[MemberSize..])
        {
            if (--budget < 0)
            {
                return false;
            }

            uint nameOffset = MemoryMarshal.Read<uint>(members);
            uint place = MemoryMarshal.Read<uint>(members[8..]);
            Member member = new(
                (int)MemoryMarshal.Read<uint>(members[4..]),
                hasBitFields ? place & 0xFFFFFF : place,
                hasBitFields ? (int)(place >> 24) : 0
            );
            if (IsName(_names.Span, nameOffset, name))
            {
                found = member;
                return true;
            }

            if (IsName(_names.Span, nameOffset, "") && TryFindMember(member.Type, name, depth + 1, ref budget, out Member inner))
            {
                found = inner with { BitOffset = member.BitOffset + inner.BitOffset };
                return true;
            }
        }

        return false;
    }

    // "[3]", or several: "[1][2]".
    private bool TryEnterArray(ReadOnlySpan<char> indexes, ref int type, ref long bitOffset)
    {
        while (!indexes.IsEmpty)
        {
            int end = indexes.IndexOf(']');
            if (
                end < 2
                || indexes[0] != '['
                || !uint.TryParse(indexes[1..end], NumberStyles.None, CultureInfo.InvariantCulture, out uint index)
                || !TryResolve(type, out ReadOnlySpan<byte> start)
                || KindOf(start) != BtfKind.Array
            )
            {
                return false;
            }

            // An array without a declared length can have any index.
            uint count = MemoryMarshal.Read<uint>(start[(TypeSize + 8)..]);
            type = (int)MemoryMarshal.Read<uint>(start[TypeSize..]);
            if ((count != 0 && index >= count) || !TryGetSize(type, out int size) || (long)index * size > LargestOffset)
            {
                return false;
            }

            bitOffset += (long)index * size * 8;
            indexes = indexes[(end + 1)..];
        }

        return true;
    }

    // Resolves typedef, const and similar types.
    private bool TryResolve(int type, out ReadOnlySpan<byte> start)
    {
        for (int depth = 0; depth < DeepestNesting && type > 0 && type < Count; depth++)
        {
            start = FindStart(type);
            if (KindOf(start) is not (BtfKind.TypeDefinition or BtfKind.Volatile or BtfKind.Const or BtfKind.Restrict or BtfKind.TypeTag))
            {
                return true;
            }

            type = (int)SizeOrType(start);
        }

        start = default;
        return false;
    }

    // The description of a type with a valid number, and what follows it.
    private ReadOnlySpan<byte> FindStart(int type)
    {
        ReadOnlySpan<byte> start = _types.Span[_starts[type / Stride]..];

        // The first place is that of type 1.
        for (int skipped = type < Stride ? type - 1 : type % Stride; skipped > 0; skipped--)
        {
            start = start[GetLength(start)..];
        }

        return start;
    }

    // The size of the type description at the start of the bytes; 0 if its kind is unknown, so that the next one cannot be found.
    private static int GetLength(ReadOnlySpan<byte> start)
    {
        if (start.Length < TypeSize)
        {
            return 0;
        }

        int count = (int)(MemoryMarshal.Read<uint>(start[4..]) & 0xFFFF);
        return KindOf(start) switch
        {
            BtfKind.Integer or BtfKind.Variable or BtfKind.DeclarationTag => TypeSize + 4,
            BtfKind.Array => TypeSize + 12,
            BtfKind.Structure or BtfKind.Union or BtfKind.DataSection or BtfKind.Enumeration64 => TypeSize + (count * MemberSize),
            BtfKind.Enumeration or BtfKind.FunctionPrototype => TypeSize + (count * 8),
            BtfKind.Unknown or > BtfKind.Enumeration64 => 0,
            _ => TypeSize,
        };
    }

    private static BtfKind KindOf(ReadOnlySpan<byte> start) => (BtfKind)((MemoryMarshal.Read<uint>(start[4..]) >> 24) & 0x1F);

    private static uint SizeOrType(ReadOnlySpan<byte> start) => MemoryMarshal.Read<uint>(start[8..]);

    private static bool IsName(ReadOnlySpan<byte> names, uint offset, ReadOnlySpan<char> name) =>
        offset < names.Length
        && names.Length - offset > name.Length
        && names[(int)offset + name.Length] == 0
        && System.Text.Ascii.Equals(names.Slice((int)offset, name.Length), name);

    private static bool TryMultiply(long count, uint size, out int product)
    {
        bool fits = count * size <= LargestOffset;
        product = fits ? (int)(count * size) : 0;
        return fits;
    }

    // Section offsets are relative to the end of the header.
    private static bool TrySlice(ReadOnlyMemory<byte> bytes, uint offset, uint length, out ReadOnlyMemory<byte> section)
    {
        ulong start = (ulong)MemoryMarshal.Read<uint>(bytes.Span[4..]) + offset;
        bool fits = start + length <= (ulong)bytes.Length;
        section = fits ? bytes.Slice((int)start, (int)length) : default;
        return fits;
    }

    private readonly record struct Member(int Type, long BitOffset, int BitCount);
}
