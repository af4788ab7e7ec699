namespace Psutil.Recording.Tests.Summaries;

internal static class DraftRows
{
    /// <summary>The rows of a sample as a reader of a recording has them.</summary>
    public static SampleRows Of(SampleDraft draft)
    {
        SampleRows rows = new();
        foreach ((RecordTable table, IReadOnlyList<KeyedRow> keyed) in draft.Tables)
        {
            foreach (KeyedRow row in keyed)
            {
                rows.Get((int)table).Add(row);
            }
        }

        return rows;
    }
}
