namespace Psutil.Recording;

/// <summary>
/// The values of one thing, such as a process, by their numbers in ascending order. Who asks for a number that the row does not have gets
/// null, so that a reader passes over what it does not know and does without what an older recorder did not write.
/// </summary>
internal sealed class Row(Field[] fields) : IEquatable<Row>
{
    // 1,800 years: no sum of a few is out of range then.
    private const long LongestDuration = long.MaxValue / 16;

    public static Row Empty { get; } = new([]);

    public ReadOnlySpan<Field> Fields => fields;

    /// <summary>The fields, for who has made this row and not given it away yet.</summary>
    public Span<Field> OwnFields => fields;

    public long? Integer(int number) => Find(number) is { Kind: FieldKind.Integer } field ? field.Bits : null;

    /// <summary>An integer of 32 bits; null where it does not fit.</summary>
    public int? Int32(int number) => Integer(number) is >= int.MinValue and <= int.MaxValue and var value ? (int)value : null;

    /// <summary>The PID of a process; null if it is none that a process can have.</summary>
    public int? Pid(int number) => Int32(number) is >= 0 and var pid ? pid : null;

    public uint? UInt32(int number) => Integer(number) is >= 0 and <= uint.MaxValue and var value ? (uint)value : null;

    public bool? Bool(int number) => Integer(number) is { } value ? value != 0 : null;

    /// <summary>A double; null if it is infinite or not a number, which no machine answers and JSON cannot hold.</summary>
    public double? Real(int number) =>
        Find(number) is { Kind: FieldKind.Real } field && BitConverter.Int64BitsToDouble(field.Bits) is var value && double.IsFinite(value)
            ? value
            : null;

    public string? Text(int number) => Find(number) is { Kind: FieldKind.Text } field ? field.Text : null;

    /// <summary>A time; null if it is so long that the sum of a few would be none any more.</summary>
    public TimeSpan? Duration(int number) =>
        Integer(number) is >= -LongestDuration and <= LongestDuration and var ticks ? new TimeSpan(ticks) : null;

    public DateTimeOffset? Time(int number) => Integer(number) is { } ticks ? InstantOf(ticks) : null;

    /// <summary>A list of texts, as <see cref="RowBuilder.Add(int, IReadOnlyList{string})"/> writes it.</summary>
    public IReadOnlyList<string>? Texts(int number) =>
        Text(number) is not { } joined ? null
        : joined.Length == 0 ? []
        : joined[..^1].Split('\0');

    /// <summary>A list of numbers, as <see cref="RowBuilder.Add(int, IReadOnlyList{int})"/> writes it.</summary>
    public IReadOnlyList<int>? Numbers(int number)
    {
        if (Text(number) is not { } text)
        {
            return null;
        }

        List<int> numbers = [];
        foreach (Range part in text.AsSpan().Split(','))
        {
            if (int.TryParse(text.AsSpan(part), NumberStyles.None, CultureInfo.InvariantCulture, out int value))
            {
                numbers.Add(value);
            }
        }

        return numbers;
    }

    /// <summary>The instant of a number of ticks; null if there is no such instant.</summary>
    public static DateTimeOffset? InstantOf(long ticks) =>
        ticks >= DateTimeOffset.MinValue.Ticks && ticks <= DateTimeOffset.MaxValue.Ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public bool Equals(Row? other) => ReferenceEquals(this, other) || (other is not null && Fields.SequenceEqual(other.Fields));

    public override bool Equals(object? obj) => Equals(obj as Row);

    public override int GetHashCode() => fields.Length == 0 ? 0 : HashCode.Combine(fields.Length, fields[0], fields[^1]);

    private Field Find(int number)
    {
        int low = 0;
        int high = fields.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (fields[middle].Number == number)
            {
                return fields[middle];
            }

            (low, high) = fields[middle].Number < number ? (middle + 1, high) : (low, middle - 1);
        }

        return default;
    }
}
