using System.Diagnostics.CodeAnalysis;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary><c>cpu.max</c> of v2.</summary>
internal static class CgroupCpuMax
{
    /// <summary>
    /// The CPU time allowed in each period and the length of the period, in microseconds: <c>150000 100000</c> or <c>max 100000</c>.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out double? cpus, [NotNullWhen(false)] out string? malformed)
    {
        FieldCursor fields = new(text);
        cpus = null;
        malformed = null;
        if (!fields.TryNext(out ReadOnlySpan<byte> quota) || !fields.TryNext(out long period) || period <= 0)
        {
            malformed = "period";
            return false;
        }

        if (quota.SequenceEqual("max"u8))
        {
            return true;
        }

        if (!Ascii.TryParse(quota, out long microseconds) || microseconds <= 0)
        {
            malformed = "quota";
            return false;
        }

        cpus = (double)microseconds / period;
        return true;
    }
}
