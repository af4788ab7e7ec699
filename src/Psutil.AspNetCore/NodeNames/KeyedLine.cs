namespace Psutil.AspNetCore.NodeNames;

/// <summary>A line of a key, with or without a colon, and fields: of <c>meminfo</c>, <c>vmstat</c>, <c>stat</c>, <c>sockstat</c>.</summary>
internal readonly record struct KeyedLine(string Key, string[] Fields)
{
    /// <summary>The number in a field; null if there is no such field, or it is no number.</summary>
    public double? Number(int field) =>
        field < Fields.Length && double.TryParse(Fields[field], NumberStyles.None, CultureInfo.InvariantCulture, out double number)
            ? number
            : null;

    /// <summary>The lines of a text. One without a key and a field is left out.</summary>
    public static IEnumerable<KeyedLine> Parse(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            string[] fields = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length > 1)
            {
                yield return new KeyedLine(fields[0].TrimEnd(':'), fields[1..]);
            }
        }
    }
}
