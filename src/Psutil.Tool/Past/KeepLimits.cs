using System.CommandLine.Parsing;

namespace Psutil.Tool.Past;

/// <summary>How long, or how much, is kept of a recording.</summary>
/// <param name="Time">How long; null for no limit.</param>
/// <param name="Bytes">How much; null for no limit.</param>
internal sealed record KeepLimits(TimeSpan? Time, long? Bytes)
{
    private const long LeastBytes = 1 << 20;

    /// <summary>Parses <c>7d</c>, <c>2G</c> or both, or reports an error.</summary>
    public static KeepLimits? Parse(ArgumentResult result)
    {
        KeepLimits limits = new(null, null);
        foreach (string text in result.Tokens.SelectMany(token => token.Value.Split(',')))
        {
            if (MomentText.ParseSpan(text) is { } time && time >= TimeSpan.FromMinutes(1))
            {
                limits = limits with { Time = time };
            }
            else if (BytesOf(text) is >= LeastBytes and var bytes)
            {
                limits = limits with { Bytes = bytes };
            }
            else
            {
                result.AddError(
                    $"'{text}' is not valid for --keep: give a time such as 7d or 12h, a size such as 2G or 500M, or both: 7d,2G"
                );
                return null;
            }
        }

        return limits;
    }

    private static long? BytesOf(string text)
    {
        int shift = text.Length == 0 ? 0 : "KMGT".IndexOf(text[^1], StringComparison.Ordinal) + 1;
        return
            shift > 0
            && long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out long count)
            && count <= long.MaxValue >> (10 * shift)
            ? count << (10 * shift)
            : null;
    }
}
