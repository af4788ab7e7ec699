using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>
/// Some values of <c>/proc/PID/status</c> (fs/proc/array.c, proc_pid_status). Sizes in bytes; a line that this kernel lacks is null.
/// </summary>
internal struct ProcPidStatus
{
    public int? ThreadGroup;
    public CredentialIds? UserIds;
    public CredentialIds? GroupIds;
    public long? Vms;
    public long? Rss;
    public long? Text;
    public long? Data;
    public long? Stack;
    public long? PeakVms;
    public long? PeakRss;
    public long? RssAnonymous;
    public long? RssFile;
    public long? RssSharedMemory;
    public long? Swap;
    public long? HugePages;
    public long? VoluntarySwitches;
    public long? InvoluntarySwitches;
    public int? PendingSignalsOfThread;
    public int? PendingSignalsOfProcess;

    /// <summary>A kernel thread has no memory, hence no lines about it. Reported since Linux 6.8.</summary>
    public bool IsKernelThread;

    /// <summary>The position of the list of allowed CPUs in the parsed text; empty if there is none (before Linux 2.6.26).</summary>
    public Range AllowedCpus;

    /// <summary>
    /// The fields of <c>statm</c>, from the same counters (fs/proc/task_mmu.c, task_mem and task_statm), but without code that the process
    /// has unmapped; null if a line is missing (before Linux 4.5).
    /// </summary>
    public readonly ProcessMemory? Memory
    {
        get
        {
            if (Vms is { } vms && Rss is { } rss && Text is { } text && RssFile + RssSharedMemory is { } shared && Data + Stack is { } data)
            {
                return new ProcessMemory
                {
                    Rss = rss,
                    Vms = vms,
                    Shared = shared,
                    Text = text,
                    Data = data,
                };
            }

            return IsKernelThread && Vms is null && Rss is null
                ? new ProcessMemory
                {
                    Rss = 0,
                    Vms = 0,
                    Shared = 0,
                    Text = 0,
                    Data = 0,
                }
                : null;
        }
    }

    public readonly ProcessMemoryDetails MemoryDetails =>
        new()
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
        VoluntarySwitches is { } voluntary && InvoluntarySwitches is { } involuntary
            ? new() { Voluntary = voluntary, Involuntary = involuntary }
            : null;

    public readonly int? PendingSignals => PendingSignalsOfThread + PendingSignalsOfProcess;

    /// <summary>
    /// Parses the whole text. Every Linux kernel writes <c>Tgid</c>, <c>Uid</c> and <c>Gid</c>; only other kernels leave them out (gVisor,
    /// until 2021). A text without all three is malformed.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out ProcPidStatus status, [NotNullWhen(false)] out string? malformed)
    {
        status = default;
        KeyedLineCursor lines = new(text);
        while (lines.MoveNext())
        {
            // The name comes first, with newlines escaped: a process cannot choose a name that looks like another line.
            // By length first, because only a third of the sixty lines is needed.
            ReadOnlySpan<byte> key = lines.Key;
            switch (key.Length)
            {
                case 3 when key.SequenceEqual("Uid"u8):
                    status.UserIds = ParseIds(lines.Value);
                    break;
                case 3 when key.SequenceEqual("Gid"u8):
                    status.GroupIds = ParseIds(lines.Value);
                    break;
                case 4 when key.SequenceEqual("Tgid"u8):
                    status.ThreadGroup = new FieldCursor(lines.Value).TryNext(out int group) ? group : null;
                    break;
                case 17 when key.SequenceEqual("Cpus_allowed_list"u8):
                    status.AllowedCpus = lines.ValueRange;
                    break;
                case 23 when key.SequenceEqual("voluntary_ctxt_switches"u8):
                    status.VoluntarySwitches = ParseNumber(lines.Value);
                    break;
                case 26 when key.SequenceEqual("nonvoluntary_ctxt_switches"u8):
                    status.InvoluntarySwitches = ParseNumber(lines.Value);
                    break;
                case >= 5 and <= 12:
                    ParseShortKey(key, lines.Value, ref status);
                    break;
            }
        }

        malformed = status is { ThreadGroup: null, UserIds: null, GroupIds: null } ? "Tgid" : null;
        return malformed is null;
    }

    private static void ParseShortKey(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, ref ProcPidStatus status)
    {
        switch (key.Length)
        {
            case 5 when key.SequenceEqual("VmHWM"u8):
                status.PeakRss = ParseKibibytes(value);
                break;
            case 5 when key.SequenceEqual("VmRSS"u8):
                status.Rss = ParseKibibytes(value);
                break;
            case 5 when key.SequenceEqual("VmStk"u8):
                status.Stack = ParseKibibytes(value);
                break;
            case 5 when key.SequenceEqual("VmExe"u8):
                status.Text = ParseKibibytes(value);
                break;
            case 6 when key.SequenceEqual("VmPeak"u8):
                status.PeakVms = ParseKibibytes(value);
                break;
            case 6 when key.SequenceEqual("VmSize"u8):
                status.Vms = ParseKibibytes(value);
                break;
            case 6 when key.SequenceEqual("VmData"u8):
                status.Data = ParseKibibytes(value);
                break;
            case 6 when key.SequenceEqual("VmSwap"u8):
                status.Swap = ParseKibibytes(value);
                break;
            case 6 when key.SequenceEqual("SigPnd"u8):
                status.PendingSignalsOfThread = CountSignals(value);
                break;
            case 6 when key.SequenceEqual("ShdPnd"u8):
                status.PendingSignalsOfProcess = CountSignals(value);
                break;
            case 7 when key.SequenceEqual("RssAnon"u8):
                status.RssAnonymous = ParseKibibytes(value);
                break;
            case 7 when key.SequenceEqual("RssFile"u8):
                status.RssFile = ParseKibibytes(value);
                break;
            case 7 when key.SequenceEqual("Kthread"u8):
                status.IsKernelThread = ParseNumber(value) == 1;
                break;
            case 8 when key.SequenceEqual("RssShmem"u8):
                status.RssSharedMemory = ParseKibibytes(value);
                break;
            case 12 when key.SequenceEqual("HugetlbPages"u8):
                status.HugePages = ParseKibibytes(value);
                break;
        }
    }

    private static CredentialIds? ParseIds(ReadOnlySpan<byte> text)
    {
        FieldCursor fields = new(text);
        bool complete = fields.TryNext(out long real) & fields.TryNext(out long effective) & fields.TryNext(out long saved);
        return complete && real is >= 0 and <= uint.MaxValue && effective is >= 0 and <= uint.MaxValue && saved is >= 0 and <= uint.MaxValue
            ? new CredentialIds
            {
                Real = (uint)real,
                Effective = (uint)effective,
                Saved = (uint)saved,
            }
            : null;
    }

    // A mask in hexadecimal, one bit for each signal: 64 of them.
    private static int? CountSignals(ReadOnlySpan<byte> text) =>
        new FieldCursor(text).TryNext(out ReadOnlySpan<byte> field) && Ascii.TryParseHex(field, out ulong mask)
            ? BitOperations.PopCount(mask)
            : null;

    private static long? ParseNumber(ReadOnlySpan<byte> text) => new FieldCursor(text).TryNext(out long value) ? value : null;

    private static long? ParseKibibytes(ReadOnlySpan<byte> text) =>
        ParseNumber(text) is { } value and >= 0 and <= long.MaxValue / 1024 ? value * 1024 : null;
}
