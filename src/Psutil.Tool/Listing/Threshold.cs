namespace Psutil.Tool.Listing;

/// <summary>A limit for an amount: <c>&gt;50</c>, <c>&lt;=1.5G</c>, <c>10%</c>. Without a sign it means at least.</summary>
internal sealed class Threshold
{
    private const string Symbols = "KMGTPE";

    private readonly string _comparison;

    private Threshold(string comparison, double value, bool isPercent)
    {
        _comparison = comparison;
        Value = value;
        IsPercent = isPercent;
    }

    /// <summary>The limit: a plain number, with K, M, G, T, P or E as powers of 1024.</summary>
    public double Value { get; }

    /// <summary>Whether it has a percent sign.</summary>
    public bool IsPercent { get; }

    /// <summary>Parses a limit; null if it is malformed.</summary>
    public static Threshold? Parse(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        string comparison =
            rest.StartsWith(">=") ? ">="
            : rest.StartsWith("<=") ? "<="
            : rest is ['>' or '<' or '=', ..] ? rest[..1].ToString()
            : "";
        rest = rest[comparison.Length..].Trim();
        bool isPercent = rest is [.., '%'];
        double unit = 1;
        if (isPercent)
        {
            rest = rest[..^1];
        }
        else
        {
            rest = rest is [.., 'B' or 'b'] ? rest[..^1] : rest;
            int power = rest.IsEmpty ? -1 : Symbols.IndexOf(char.ToUpperInvariant(rest[^1]), StringComparison.Ordinal);
            if (power >= 0)
            {
                unit = Math.ScaleB(1, 10 * (power + 1));
                rest = rest[..^1];
            }
        }

        return
            double.TryParse(rest, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? new Threshold(comparison.Length == 0 ? ">=" : comparison, value * unit, isPercent)
            : null;
    }

    /// <summary>Whether an amount meets it. An unknown amount does not.</summary>
    public bool Admits(double? amount) =>
        amount is { } known
        && _comparison switch
        {
            ">" => known > Value,
            ">=" => known >= Value,
            "<" => known < Value,
            "<=" => known <= Value,
            _ => known == Value,
        };
}
