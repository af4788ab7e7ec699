using System.Text.Json;

namespace Psutil.SimulatedTests.Abi;

/// <summary>A C structure as the headers lay it out, and the bytes of one: what a simulated kernel answers with.</summary>
public sealed class NativeStructure
{
    private NativeStructure(string name, int size, IReadOnlyDictionary<string, (int Offset, int Size)> fields)
    {
        Name = name;
        Fields = fields;
        Bytes = new byte[size];
    }

    public string Name { get; }

    public int Size => Bytes.Length;

    /// <summary>Where each field is, those of inner structures by dotted names.</summary>
    public IReadOnlyDictionary<string, (int Offset, int Size)> Fields { get; }

    public byte[] Bytes { get; }

    /// <summary>Sets an integer field, in as many bytes as the header gives it.</summary>
    public Int128 this[string field]
    {
        set
        {
            (int offset, int size) = Field(field);
            Assert.True(size <= sizeof(long), $"{Name}.{field} is no integer.");
            UInt128 rest = (UInt128)value;
            for (int index = 0; index < size; index++, rest >>= 8)
            {
                Bytes[offset + index] = (byte)rest;
            }
        }
    }

    public static NativeStructure Parse(string name, JsonElement layout)
    {
        Dictionary<string, (int, int)> fields = [];
        foreach (JsonProperty field in layout.GetProperty("fields").EnumerateObject())
        {
            int[] numbers = [.. field.Value.GetString()!.Split(':').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
            fields.Add(field.Name, (numbers[0], numbers[1]));
        }

        return new NativeStructure(name, layout.GetProperty("size").GetInt32(), fields);
    }

    /// <summary>Another one of the same layout, all zero.</summary>
    public NativeStructure Clone() => new(Name, Size, Fields);

    /// <summary>Sets an integer of an array field.</summary>
    public NativeStructure SetElement(string field, int index, int elementSize, long value)
    {
        (int offset, int size) = Field(field);
        Assert.True((index + 1) * elementSize <= size, $"{Name}.{field} has no element {index}.");
        BitConverter.GetBytes(value).AsSpan(0, elementSize).CopyTo(Bytes.AsSpan(offset + (index * elementSize)));
        return this;
    }

    /// <summary>Writes bytes at a field's beginning, as many as it has room for.</summary>
    public NativeStructure Write(string field, ReadOnlySpan<byte> bytes)
    {
        (int offset, int size) = Field(field);
        bytes[..Math.Min(bytes.Length, size)].CopyTo(Bytes.AsSpan(offset));
        return this;
    }

    /// <summary>Writes a text that ends in a NUL, cut so that the NUL fits.</summary>
    public NativeStructure WriteText(string field, ReadOnlySpan<byte> text)
    {
        (int _, int size) = Field(field);
        return Write(field, [.. text[..Math.Min(text.Length, size - 1)], 0]);
    }

    private (int Offset, int Size) Field(string field) =>
        Fields.TryGetValue(field, out (int, int) place)
            ? place
            : throw new InvalidOperationException($"struct {Name} has no field {field}.");
}
