namespace Psutil.Recording.Parsing;

/// <summary>Applies the content of a sample's frame to the rows of the sample before it.</summary>
internal static class SampleParser
{
    private const int MostTables = 256;

    /// <param name="content">The content.</param>
    /// <param name="sample">The rows.</param>
    /// <param name="mayChangeRows">Whether nobody else has the rows: then they are changed where they stand.</param>
    /// <returns>False if the content is nonsense; the rows are of no use then.</returns>
    public static bool TryApply(ReadOnlySpan<byte> content, SampleRows sample, bool mayChangeRows = false)
    {
        sample.BeginSample();
        RowCursor cursor = new(content);
        int rows = sample.Tables.Sum(table => table.Value.NextNumber);
        int count = cursor.Count();
        for (int index = 0; index < count && !cursor.IsFaulty; index++)
        {
            int number = cursor.Int32();
            RowCursor part = cursor.Part();
            if (cursor.IsFaulty || index >= MostTables)
            {
                return false;
            }

            if (!sample.Keeps(number))
            {
                continue;
            }

            TableRows table = sample.Get(number);
            rows -= table.NextNumber;
            if (!TryApply(ref part, table, SegmentFormat.MostRows - rows, mayChangeRows))
            {
                return false;
            }

            rows += table.NextNumber;
        }

        return !cursor.IsFaulty;
    }

    private static bool TryApply(ref RowCursor cursor, TableRows table, int mostRows, bool mayChangeRows)
    {
        int number = -1;
        for (int left = cursor.Count(); left > 0 && !cursor.IsFaulty; left--)
        {
            if (!TryAdvance(ref cursor, table, ref number))
            {
                return false;
            }

            table.Remove(number);
        }

        number = -1;
        for (int left = cursor.Count(); left > 0 && !cursor.IsFaulty; left--)
        {
            if (!TryAdvance(ref cursor, table, ref number) || table.At(number) is not { } before)
            {
                return false;
            }

            table.Replace(number, cursor.Differences(before.Row, mayChangeRows));
        }

        for (int left = cursor.Count(); left > 0 && !cursor.IsFaulty; left--)
        {
            if (table.NextNumber >= mostRows)
            {
                return false;
            }

            string key = cursor.Text();
            table.Add(new KeyedRow(key, cursor.Fields()));
        }

        // What a later version writes after that is passed over.
        return !cursor.IsFaulty;
    }

    private static bool TryAdvance(ref RowCursor cursor, TableRows table, ref int number)
    {
        long next = (long)number + 1 + cursor.Int32();
        number = next < table.NextNumber ? (int)next : -1;
        return number >= 0;
    }
}
