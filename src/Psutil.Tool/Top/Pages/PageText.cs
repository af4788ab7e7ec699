using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Pages;

/// <summary>Columns and texts that several pages have.</summary>
internal static class PageText
{
    /// <summary>A column of words.</summary>
    public static PageColumn<TRow> Word<TRow>(
        string header,
        string meaning,
        int width,
        Func<TRow, string?> text,
        int rank = 0,
        int widest = 0,
        bool keepsEnd = false,
        Func<TRow, Look>? look = null
    ) =>
        new()
        {
            Header = header,
            Meaning = meaning,
            Width = width,
            Widest = widest,
            Rank = rank,
            KeepsEnd = keepsEnd,
            Text = text,
            Look = look,
        };

    /// <summary>A column of numbers. Zero is dim, because most things do nothing.</summary>
    public static PageColumn<TRow> Number<TRow>(
        string header,
        string meaning,
        int width,
        Func<TRow, double?> number,
        Func<double, string> format,
        int rank = 0,
        Func<TRow, Look>? look = null
    ) =>
        new()
        {
            Header = header,
            Meaning = meaning,
            Width = width,
            Rank = rank,
            Number = number,
            Text = row => number(row) is { } value ? format(value) : null,
            Look = look ?? (row => number(row) is > 0 ? Role.Plain : Role.Dim),
        };

    /// <summary>A column of percentages, on a gradient.</summary>
    public static PageColumn<TRow> Share<TRow>(string header, string meaning, Func<TRow, double?> percent, int rank = 0) =>
        Number(header, meaning, 6, percent, OneDecimal, rank, row => Look.Share(percent(row)));

    public static string OneDecimal(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    public static string TwoDecimals(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Whole(double value) => value.ToString("0", CultureInfo.InvariantCulture);

    public static string Bytes(double value) => ByteSize.ToString((long)value);

    /// <summary>Events per second: small numbers with a decimal, because one in two seconds is not none.</summary>
    public static string Events(double value) => value is > 0 and < 99.95 ? OneDecimal(value) : Whole(value);
}
