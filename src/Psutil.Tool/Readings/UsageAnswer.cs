using System.Diagnostics.CodeAnalysis;

namespace Psutil.Tool.Readings;

/// <summary>The space of a file system, or why it could not be read.</summary>
/// <param name="Usage">The space; null if it could not be read.</param>
/// <param name="Reason">Why not, as one of <see cref="Reasons"/>; empty if it could.</param>
/// <param name="Message">What exactly happened.</param>
internal sealed record UsageAnswer(DiskUsage? Usage, string Reason = "", string Message = "")
{
    /// <summary>The hidden option of <c>disks</c> that makes a process one that is asked, and answers, on its standard input.</summary>
    public const string Option = "--answer-usage";

    // The path, the reason, the message, and five numbers.
    private const int FieldCount = 8;

    /// <summary>Asks the machine.</summary>
    public static UsageAnswer Read(Disks disks, string path, TimeSpan timeout)
    {
        try
        {
            return new UsageAnswer(disks.GetUsage(path, timeout));
        }
        catch (PsutilException exception)
        {
            return new UsageAnswer(null, Reasons.Of(exception), exception.Message);
        }
    }

    /// <summary>The answer of a file system that gave none.</summary>
    public static UsageAnswer TimedOut(string path, TimeSpan timeout) =>
        new(
            null,
            Reasons.TimedOut,
            string.Create(
                CultureInfo.InvariantCulture,
                $"the file system at {OSText.Escape(path)} did not answer statvfs within {timeout.TotalSeconds:0.###} s"
            )
        );

    /// <summary>The answer for a path as one process sends it to another: fields that end with NUL.</summary>
    public byte[] Encode(string path)
    {
        string[] fields =
        [
            path,
            Reason,
            Message.Replace('\0', ' '),
            Number(Usage?.Total),
            Number(Usage?.Used),
            Number(Usage?.Free),
            Number(Usage?.TotalInodes),
            Number(Usage?.FreeInodes),
        ];
        return OSText.GetBytes(string.Join('\0', fields) + '\0');
    }

    /// <summary>Takes the first answer off what was received; false if it is not complete yet.</summary>
    public static bool TryTake(ref ReadOnlySpan<byte> bytes, out string path, [NotNullWhen(true)] out UsageAnswer? answer)
    {
        string[] texts = new string[FieldCount];
        ReadOnlySpan<byte> rest = bytes;
        for (int index = 0; index < FieldCount; index++)
        {
            int end = rest.IndexOf((byte)0);
            if (end < 0)
            {
                path = "";
                answer = null;
                return false;
            }

            texts[index] = OSText.GetString(rest[..end]);
            rest = rest[(end + 1)..];
        }

        bytes = rest;
        path = texts[0];
        long?[] numbers =
        [
            .. texts[3..].Select(text => long.TryParse(text, CultureInfo.InvariantCulture, out long number) ? number : (long?)null),
        ];
        answer = new UsageAnswer(
            numbers is [{ } total, { } used, { } free, var inodes, var freeInodes]
                ? new DiskUsage
                {
                    Total = total,
                    Used = used,
                    Free = free,
                    TotalInodes = inodes,
                    FreeInodes = freeInodes,
                }
                : null,
            texts[1],
            texts[2]
        );
        return true;
    }

    private static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
