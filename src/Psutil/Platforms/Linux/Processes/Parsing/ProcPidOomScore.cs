using System.Diagnostics.CodeAnalysis;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary><c>/proc/PID/oom_score</c> (fs/proc/base.c, proc_oom_score): one number.</summary>
internal static class ProcPidOomScore
{
    public static bool TryParse(ReadOnlySpan<byte> text, out int score, [NotNullWhen(false)] out string? malformed)
    {
        bool isNumber = Ascii.TryParse(Ascii.Trim(text), out score) && score >= 0;
        malformed = isNumber ? null : "oom_score";
        return isNumber;
    }
}
