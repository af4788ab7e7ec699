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
    /// <param name="text">The text.</param>
    /// <param name="isWanted">Which keys are wanted, because most files have many more; null for all.</param>
    /// <param name="mostFields">How many fields to read of each line: <c>stat</c> has a line of thousands.</param>
    public static List<KeyedLine> Parse(string text, Func<string, bool>? isWanted = null, int mostFields = int.MaxValue)
    {
        List<KeyedLine> lines = [];
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            int end = line.IndexOf(' ');
            if (end <= 0)
            {
                continue;
            }

            string key = line[..end].TrimEnd(':').ToString();
            if (isWanted?.Invoke(key) != false && Split(line[end..], mostFields) is { Length: > 0 } fields)
            {
                lines.Add(new KeyedLine(key, fields));
            }
        }

        return lines;
    }

    private static string[] Split(ReadOnlySpan<char> text, int most)
    {
        List<string> fields = [];
        foreach (Range range in text.Split(' '))
        {
            if (fields.Count < most && !text[range].IsEmpty)
            {
                fields.Add(text[range].ToString());
            }
        }

        return [.. fields];
    }
}
