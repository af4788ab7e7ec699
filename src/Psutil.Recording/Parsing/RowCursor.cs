using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Psutil.Recording.Parsing;

/// <summary>
/// Walks over what <see cref="RowWriter"/> wrote. Beyond the end, and of nonsense, it gives zeros, and says so in <see cref="IsFaulty"/>.
/// </summary>
internal ref struct RowCursor(ReadOnlySpan<byte> bytes)
{
    private const int MostFields = 1024;

    private ReadOnlySpan<byte> _rest = bytes;

    public bool IsFaulty { get; private set; }

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public ulong Number()
    {
        ulong value = 0;
        for (int index = 0; index < _rest.Length && index < 10; index++)
        {
            value |= (ulong)(_rest[index] & 0x7F) << (7 * index);
            if (_rest[index] < 0x80)
            {
                _rest = _rest[(index + 1)..];
                return value;
            }
        }

        Fail();
        return 0;
    }

    /// <summary>A number of things that take at least a byte each, and so cannot be more than there are bytes.</summary>
    public int Count()
    {
        ulong count = Number();
        if (count > (ulong)_rest.Length)
        {
            Fail();
            return 0;
        }

        return (int)count;
    }

    /// <summary>A number of 31 bits.</summary>
    public int Int32()
    {
        ulong number = Number();
        if (number > int.MaxValue)
        {
            Fail();
            return 0;
        }

        return (int)number;
    }

    public long Signed()
    {
        ulong number = Number();
        return (long)(number >> 1) ^ -(long)(number & 1);
    }

    public string Text()
    {
        ulong announced = Number();
        bool isUtf16 = (announced & 1) != 0;
        ulong length = (announced >> 1) * (isUtf16 ? sizeof(char) : 1UL);
        ReadOnlySpan<byte> bytes = Take(length);
        if (!isUtf16)
        {
            return Encoding.UTF8.GetString(bytes);
        }

        if (BitConverter.IsLittleEndian)
        {
            return new string(MemoryMarshal.Cast<byte, char>(bytes));
        }

        char[] text = new char[bytes.Length / sizeof(char)];
        for (int index = 0; index < text.Length; index++)
        {
            text[index] = (char)BinaryPrimitives.ReadUInt16LittleEndian(bytes[(index * sizeof(char))..]);
        }

        return new string(text);
    }

    /// <summary>A part with its length before it.</summary>
    public RowCursor Part() => new(Take(Number()));

    public Row Fields()
    {
        int count = FieldCount();
        Field[] fields = new Field[count];
        int last = -1;
        for (int index = 0; index < count && !IsFaulty; index++)
        {
            fields[index] = Field();
            if (fields[index].Number <= last || fields[index].Kind is FieldKind.Removed or FieldKind.Difference)
            {
                Fail();
            }

            last = fields[index].Number;
        }

        return IsFaulty ? Row.Empty : new Row(fields);
    }

    /// <summary>A row of which the differences follow.</summary>
    /// <param name="before">The row as it was.</param>
    /// <param name="mayChange">
    /// Whether nobody else has that row: then it is changed and returned where it keeps its fields, as nearly all do. It is of no use
    /// where this is faulty.
    /// </param>
    public Row Differences(Row before, bool mayChange)
    {
        int count = FieldCount();
        Span<Field> old = before.OwnFields;
        List<Field>? fields = mayChange ? null : new List<Field>(old.Length + count);
        int position = 0;
        int last = -1;
        for (int index = 0; index < count && !IsFaulty; index++)
        {
            Field field = Field();
            if (field.Number <= last)
            {
                Fail();
                break;
            }

            last = field.Number;
            int start = position;
            while (position < old.Length && old[position].Number < field.Number)
            {
                position++;
            }

            fields?.AddRange(old[start..position]);
            bool isKnown = position < old.Length && old[position].Number == field.Number;
            if (fields is null && (!isKnown || field.Kind == FieldKind.Removed))
            {
                fields = new List<Field>(old.Length + count);
                fields.AddRange(old[..position]);
            }

            if (field.Kind == FieldKind.Difference)
            {
                long known = isKnown ? old[position].Bits : 0;
                field = new Field(field.Number, FieldKind.Integer, unchecked(known + field.Bits), null);
            }

            if (fields is null)
            {
                old[position] = field;
            }
            else if (field.Kind != FieldKind.Removed)
            {
                fields.Add(field);
            }

            position += isKnown ? 1 : 0;
        }

        if (fields is null)
        {
            return IsFaulty ? Row.Empty : before;
        }

        fields.AddRange(old[position..]);
        if (fields.Count > MostFields)
        {
            Fail();
        }

        return IsFaulty ? Row.Empty : new Row([.. fields]);
    }

    private int FieldCount()
    {
        int count = Count();
        if (count > MostFields)
        {
            Fail();
            return 0;
        }

        return count;
    }

    private Field Field()
    {
        int number = Int32();
        FieldKind kind = (FieldKind)Math.Min(Number(), byte.MaxValue);
        switch (kind)
        {
            case FieldKind.Removed:
                return new Field(number, kind, 0, null);
            case FieldKind.Integer or FieldKind.Difference:
                return new Field(number, kind, Signed(), null);
            case FieldKind.Real:
                ReadOnlySpan<byte> bits = Take(sizeof(long));
                return new Field(number, kind, bits.IsEmpty ? 0 : BinaryPrimitives.ReadInt64LittleEndian(bits), null);
            case FieldKind.Text:
                return new Field(number, kind, 0, Text());
            default:
                Fail();
                return default;
        }
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_rest.Length)
        {
            Fail();
            return default;
        }

        ReadOnlySpan<byte> taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }

    private void Fail()
    {
        IsFaulty = true;
        _rest = default;
    }
}
