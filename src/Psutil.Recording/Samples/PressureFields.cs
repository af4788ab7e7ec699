namespace Psutil.Recording;

/// <summary>The fields of pressure in a row.</summary>
internal static class PressureFields
{
    /// <summary>How many numbers they take.</summary>
    public const int Count = 8;

    public static void Write(RowBuilder row, int first, PressureStall? pressure)
    {
        if (pressure is { } stall)
        {
            Write(row, first, stall.Some);
            if (stall.Full is { } full)
            {
                Write(row, first + 4, full);
            }
        }
    }

    public static PressureStall? Of(Row row, int first) =>
        ShareOf(row, first) is { } some ? new PressureStall { Some = some, Full = ShareOf(row, first + 4) } : null;

    /// <summary>How long some task waited, in all.</summary>
    public static TimeSpan? TotalOf(Row row, int first) => row.Duration(first + 3);

    private static void Write(RowBuilder row, int first, PressureShare share) =>
        row.Add(first, share.TenSeconds).Add(first + 1, share.OneMinute).Add(first + 2, share.FiveMinutes).Add(first + 3, share.Total);

    private static PressureShare? ShareOf(Row row, int first) =>
        row.Real(first) is { } ten
            ? new PressureShare
            {
                TenSeconds = ten,
                OneMinute = row.Real(first + 1) ?? 0,
                FiveMinutes = row.Real(first + 2) ?? 0,
                Total = row.Duration(first + 3) ?? default,
            }
            : null;
}
