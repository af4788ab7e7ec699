namespace Psutil.Recording;

/// <summary>Puts a row together. A value that is null is left out.</summary>
internal sealed class RowBuilder
{
    private readonly List<Field> _fields = [];

    public RowBuilder Add(int number, long? value) => Add(number, FieldKind.Integer, value);

    public RowBuilder Add(int number, bool? value) => Add(number, value is { } known ? (known ? 1L : 0) : null);

    public RowBuilder Add(int number, double? value) =>
        Add(number, FieldKind.Real, value is { } known ? BitConverter.DoubleToInt64Bits(known) : null);

    public RowBuilder Add(int number, TimeSpan? value) => Add(number, value?.Ticks);

    public RowBuilder Add(int number, DateTimeOffset? value) => Add(number, value?.UtcTicks);

    public RowBuilder Add(int number, string? value)
    {
        if (value is not null)
        {
            _fields.Add(new Field(number, FieldKind.Text, 0, value));
        }

        return this;
    }

    /// <summary>A list of texts without NUL, each of which it ends with one.</summary>
    public RowBuilder Add(int number, IReadOnlyList<string>? values) =>
        Add(number, values is null ? null : string.Concat(values.Select(value => value.Replace('\0', ' ') + '\0')));

    /// <summary>A list of numbers that are not negative.</summary>
    public RowBuilder Add(int number, IReadOnlyList<int>? values) =>
        Add(number, values is null ? null : string.Join(',', values.Select(value => value.ToString(CultureInfo.InvariantCulture))));

    /// <summary>The row; the builder is empty afterwards.</summary>
    public Row Build()
    {
        if (_fields.Count == 0)
        {
            return Row.Empty;
        }

        Field[] fields = [.. _fields];
        _fields.Clear();
        Array.Sort(fields, static (left, right) => left.Number.CompareTo(right.Number));
        return new Row(fields);
    }

    /// <summary>Forgets what was added.</summary>
    public void Clear() => _fields.Clear();

    private RowBuilder Add(int number, FieldKind kind, long? bits)
    {
        if (bits is { } known)
        {
            _fields.Add(new Field(number, kind, known, null));
        }

        return this;
    }
}
