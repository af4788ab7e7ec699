using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Psutil.Recording;

/// <summary>Writes the numbers and texts of which rows consist.</summary>
internal sealed class RowWriter
{
    // What a sample of a thousand processes takes.
    private const int MostUnused = 1 << 20;

    private ArrayBufferWriter<byte> _bytes = new();

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    /// <summary>Begins anew. The room of one large sample is not kept for small ones.</summary>
    public void Clear()
    {
        if (_bytes.Capacity > MostUnused && _bytes.WrittenCount < _bytes.Capacity / 4)
        {
            _bytes = new ArrayBufferWriter<byte>();
        }

        _bytes.ResetWrittenCount();
    }

    /// <summary>Seven bits in each byte, the lowest first; the eighth says that more follow.</summary>
    public void Number(ulong value)
    {
        const int Longest = 10;
        Span<byte> target = _bytes.GetSpan(Longest);
        int length = 0;
        while (value >= 0x80)
        {
            target[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        target[length++] = (byte)value;
        _bytes.Advance(length);
    }

    public void Count(int value) => Number((ulong)value);

    /// <summary>A number that is often near zero on either side of it.</summary>
    public void Signed(long value) => Number((ulong)((value << 1) ^ (value >> 63)));

    /// <summary>
    /// UTF-8; but a text with surrogates, of which one may be alone because a name was badly encoded, in UTF-16, which loses nothing.
    /// </summary>
    public void Text(string text)
    {
        if (text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            Number(((ulong)text.Length << 1) | 1);
            Span<byte> target = _bytes.GetSpan(text.Length * sizeof(char));
            for (int index = 0; index < text.Length; index++)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(target[(index * sizeof(char))..], text[index]);
            }

            _bytes.Advance(text.Length * sizeof(char));
        }
        else
        {
            int length = Encoding.UTF8.GetByteCount(text);
            Number((ulong)length << 1);
            _bytes.Advance(Encoding.UTF8.GetBytes(text, _bytes.GetSpan(length)));
        }
    }

    /// <summary>A part with its length before it.</summary>
    public void Part(ReadOnlySpan<byte> part)
    {
        Count(part.Length);
        _bytes.Write(part);
    }

    /// <summary>All fields of a row.</summary>
    public void Fields(Row row)
    {
        Count(row.Fields.Length);
        foreach (Field field in row.Fields)
        {
            Field(field);
        }
    }

    /// <summary>The fields that a row has changed, and those that it has lost.</summary>
    public void Differences(Row before, Row now)
    {
        ReadOnlySpan<Field> old = before.Fields;
        ReadOnlySpan<Field> fields = now.Fields;
        int count = 0;
        for (bool isCounted = false; ; isCounted = true)
        {
            int position = 0;
            foreach (Field field in fields)
            {
                for (; position < old.Length && old[position].Number < field.Number; position++)
                {
                    Removed(old[position].Number, isCounted, ref count);
                }

                bool isKnown = position < old.Length && old[position].Number == field.Number;
                if (!isKnown || old[position] != field)
                {
                    Changed(field, isKnown ? old[position] : default, isCounted, ref count);
                }

                position += isKnown ? 1 : 0;
            }

            for (; position < old.Length; position++)
            {
                Removed(old[position].Number, isCounted, ref count);
            }

            if (isCounted)
            {
                return;
            }

            Count(count);
        }
    }

    private void Removed(int number, bool isCounted, ref int count)
    {
        count++;
        if (isCounted)
        {
            Count(number);
            Number((ulong)FieldKind.Removed);
        }
    }

    private void Changed(Field field, Field before, bool isCounted, ref int count)
    {
        count++;
        if (!isCounted)
        {
            return;
        }

        Field(
            field.Kind == FieldKind.Integer && before.Kind == FieldKind.Integer
                ? new Field(field.Number, FieldKind.Difference, unchecked(field.Bits - before.Bits), null)
                : field
        );
    }

    private void Field(Field field)
    {
        Count(field.Number);
        Number((ulong)field.Kind);
        switch (field.Kind)
        {
            case FieldKind.Integer or FieldKind.Difference:
                Signed(field.Bits);
                break;
            case FieldKind.Real:
                BinaryPrimitives.WriteInt64LittleEndian(_bytes.GetSpan(sizeof(long)), field.Bits);
                _bytes.Advance(sizeof(long));
                break;
            case FieldKind.Text:
                Text(field.Text!);
                break;
        }
    }
}
