using System.Diagnostics.CodeAnalysis;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>What <c>/proc/PID/status</c> holds of interest (fs/proc/array.c, proc_pid_status). Sizes in bytes; a line that this kernel lacks is null.</summary>
internal struct ProcessStatusFile
{
    public int ThreadGroup;
    public ProcessUserIds UserIds;
    public ProcessUserIds GroupIds;
    public long? PeakVms;
    public long? PeakRss;
    public long? RssAnonymous;
    public long? RssFile;
    public long? RssSharedMemory;
    public long? Swap;
    public long? HugePages;
    public long? VoluntarySwitches;
    public long? InvoluntarySwitches;

    /// <summary>Where in the parsed text the list of allowed CPUs stands; empty if it has none (before Linux 2.6.26).</summary>
    public Range AllowedCpus;

    public readonly ProcessMemoryDetails MemoryDetails => new()
    {
        PeakVms = PeakVms,
        PeakRss = PeakRss,
        RssAnonymous = RssAnonymous,
        RssFile = RssFile,
        RssSharedMemory = RssSharedMemory,
        Swap = Swap,
        HugePages = HugePages,
    };

    public readonly ProcessContextSwitches? ContextSwitches =>
        VoluntarySwitches is { } voluntary && InvoluntarySwitches is { } involuntary ? new(voluntary, involuntary) : null;

    /// <summary>Reads the whole text; <c>Tgid</c>, <c>Uid</c> and <c>Gid</c>, which every kernel writes, must be there.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out ProcessStatusFile status, [NotNullWhen(false)] out string? malformed)
    {
        status = default;
        bool hasThreadGroup = false, hasUserIds = false, hasGroupIds = false;
        int position = 0;
        while (position < text.Length)
        {
            int length = text[position..].IndexOf((byte)'\n');
            int end = length < 0 ? text.Length : position + length;
            ReadOnlySpan<byte> line = text[position..end];
            int colon = line.IndexOf((byte)':');
            if (colon > 0)
            {
                ReadOnlySpan<byte> value = line[(colon + 1)..];

                // The name's line comes first, with a newline in the name escaped: nothing a process calls itself can pass for another line.
                switch (line[..colon])
                {
                    case var key when key.SequenceEqual("Tgid"u8):
                        hasThreadGroup = new FieldReader(value).TryNext(out status.ThreadGroup);
                        break;
                    case var key when key.SequenceEqual("Uid"u8):
                        hasUserIds = TryParseIds(value, out status.UserIds);
                        break;
                    case var key when key.SequenceEqual("Gid"u8):
                        hasGroupIds = TryParseIds(value, out status.GroupIds);
                        break;
                    case var key when key.SequenceEqual("VmPeak"u8):
                        status.PeakVms = ParseKibibytes(value);
                        break;
                    case var key when key.SequenceEqual("VmHWM"u8):
                        status.PeakRss = ParseKibibytes(value);
                        break;
                    case var key when key.SequenceEqual("RssAnon"u8):
                        status.RssAnonymous = ParseKibibytes(value);
                        break;
                    case var key when key.SequenceEqual("RssFile"u8):
                        status.RssFile = ParseKibibytes(value);
                        break;
                    case var key when key.SequenceEqual("RssShmem"u8):
                        status.RssSharedMemory = ParseKibibytes(value);
                        break;
                    case var key when key.SequenceEqual("VmSwap"u8):
                        status.Swap = ParseKibibytes(value);
                        break;
                    case var key when key.SequenceEqual("HugetlbPages"u8):
                        status.HugePages = ParseKibibytes(value);
                        break;
                    case var key when key.SequenceEqual("Cpus_allowed_list"u8):
                        status.AllowedCpus = (position + colon + 1)..end;
                        break;
                    case var key when key.SequenceEqual("voluntary_ctxt_switches"u8):
                        status.VoluntarySwitches = ParseNumber(value);
                        break;
                    case var key when key.SequenceEqual("nonvoluntary_ctxt_switches"u8):
                        status.InvoluntarySwitches = ParseNumber(value);
                        break;
                    default:
                        break;
                }
            }

            position = end + 1;
        }

        malformed = !hasThreadGroup ? "Tgid" : !hasUserIds ? "Uid" : !hasGroupIds ? "Gid" : null;
        return malformed is null;
    }

    private static bool TryParseIds(ReadOnlySpan<byte> text, out ProcessUserIds ids)
    {
        FieldReader fields = new(text);
        bool complete = fields.TryNext(out long real) & fields.TryNext(out long effective) & fields.TryNext(out long saved);
        ids = new ProcessUserIds((uint)real, (uint)effective, (uint)saved);
        return complete && real is >= 0 and <= uint.MaxValue && effective is >= 0 and <= uint.MaxValue && saved is >= 0 and <= uint.MaxValue;
    }

    private static long? ParseNumber(ReadOnlySpan<byte> text) => new FieldReader(text).TryNext(out long value) ? value : null;

    private static long? ParseKibibytes(ReadOnlySpan<byte> text) => ParseNumber(text) is { } value and >= 0 and <= long.MaxValue / 1024 ? value * 1024 : null;
}
