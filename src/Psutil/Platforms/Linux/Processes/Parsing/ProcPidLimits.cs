using System.Diagnostics.CodeAnalysis;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>
/// <c>/proc/PID/limits</c> (fs/proc/base.c, proc_pid_limits): columns of fixed width, the name first, then the soft and the hard limit.
/// </summary>
internal static class ProcPidLimits
{
    public static bool TryParse(
        ReadOnlySpan<byte> text,
        out IReadOnlyDictionary<ResourceKind, ResourceLimit> limits,
        [NotNullWhen(false)] out string? malformed
    )
    {
        Dictionary<ResourceKind, ResourceLimit> found = [];
        limits = found;
        malformed = null;
        bool isHeader = true;
        foreach (Range range in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = text[range];
            if (isHeader || line.IsEmpty)
            {
                isHeader = false;
                continue;
            }

            // Names contain spaces, so the columns cannot be separated without knowing the names.
            if (KindOf(line, out int nameLength) is not { } kind)
            {
                continue;
            }

            FieldCursor fields = new(line[nameLength..]);
            if (!TryReadLimit(ref fields, out ulong? soft) || !TryReadLimit(ref fields, out ulong? hard))
            {
                malformed = OSText.GetString(line[..nameLength]);
                return false;
            }

            found[kind] = new ResourceLimit(soft, hard);
        }

        if (found.Count == 0)
        {
            malformed = "Limit";
            return false;
        }

        return true;
    }

    private static bool TryReadLimit(ref FieldCursor fields, out ulong? value)
    {
        value = null;
        if (!fields.TryNext(out ReadOnlySpan<byte> field))
        {
            return false;
        }

        if (field.SequenceEqual("unlimited"u8))
        {
            return true;
        }

        bool isNumber = Ascii.TryParse(field, out ulong number);
        value = number;
        return isNumber;
    }

    private static ResourceKind? KindOf(ReadOnlySpan<byte> line, out int length)
    {
        ResourceKind? kind =
            Begins(line, "Max cpu time "u8, out length) ? ResourceKind.CpuTime
            : Begins(line, "Max file size "u8, out length) ? ResourceKind.FileSize
            : Begins(line, "Max data size "u8, out length) ? ResourceKind.DataSize
            : Begins(line, "Max stack size "u8, out length) ? ResourceKind.StackSize
            : Begins(line, "Max core file size "u8, out length) ? ResourceKind.CoreFileSize
            : Begins(line, "Max resident set "u8, out length) ? ResourceKind.ResidentSet
            : Begins(line, "Max processes "u8, out length) ? ResourceKind.ProcessCount
            : Begins(line, "Max open files "u8, out length) ? ResourceKind.OpenFiles
            : Begins(line, "Max locked memory "u8, out length) ? ResourceKind.LockedMemory
            : Begins(line, "Max address space "u8, out length) ? ResourceKind.AddressSpace
            : Begins(line, "Max file locks "u8, out length) ? ResourceKind.FileLocks
            : Begins(line, "Max pending signals "u8, out length) ? ResourceKind.PendingSignals
            : Begins(line, "Max msgqueue size "u8, out length) ? ResourceKind.MessageQueue
            : Begins(line, "Max nice priority "u8, out length) ? ResourceKind.Nice
            : Begins(line, "Max realtime priority "u8, out length) ? ResourceKind.RealTimePriority
            : Begins(line, "Max realtime timeout "u8, out length) ? ResourceKind.RealTimeTimeout
            : null;
        return kind;
    }

    private static bool Begins(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name, out int length)
    {
        length = name.Length;
        return line.StartsWith(name);
    }
}
