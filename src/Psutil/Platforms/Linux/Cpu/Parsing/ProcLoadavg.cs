using System.Diagnostics.CodeAnalysis;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary><c>/proc/loadavg</c>: <c>0.02 0.26 0.18 1/88 7588</c>.</summary>
internal static class ProcLoadavg
{
    public static bool TryParse(ReadOnlySpan<byte> text, out LoadAverage average, [NotNullWhen(false)] out string? malformed)
    {
        FieldCursor fields = new(text);
        average = default;
        if (!TryNext(ref fields, out double one))
        {
            malformed = "1 minute";
            return false;
        }

        if (!TryNext(ref fields, out double five))
        {
            malformed = "5 minutes";
            return false;
        }

        if (!TryNext(ref fields, out double fifteen))
        {
            malformed = "15 minutes";
            return false;
        }

        average = new LoadAverage(one, five, fifteen);
        malformed = null;
        return true;
    }

    private static bool TryNext(ref FieldCursor fields, out double value) => fields.TryNext(out value) && value >= 0;
}
