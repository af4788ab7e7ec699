using System.Diagnostics.CodeAnalysis;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>
/// The values of <c>/proc/PID/statm</c>, in pages (fs/proc/array.c, proc_pid_statm). Its RSS is exact, unlike that of <c>stat</c>.
/// </summary>
internal struct ProcPidStatm
{
    public long Size;
    public long Resident;
    public long Shared;
    public long Text;
    public long Data;

    public static bool TryParse(ReadOnlySpan<byte> text, out ProcPidStatm statm, [NotNullWhen(false)] out string? malformed)
    {
        statm = default;
        FieldCursor fields = new(text);
        malformed =
            !fields.TryNext(out statm.Size) ? "size"
            : !fields.TryNext(out statm.Resident) ? "resident"
            : !fields.TryNext(out statm.Shared) ? "shared"
            : !fields.TryNext(out statm.Text) ? "text"
            : !fields.Skip(1) ? "lib"
            : !fields.TryNext(out statm.Data) ? "data"
            : null;
        return malformed is null;
    }

    public readonly ProcessMemory ToMemory(long pageSize) =>
        new()
        {
            Rss = Resident * pageSize,
            Vms = Size * pageSize,
            Shared = Shared * pageSize,
            Text = Text * pageSize,
            Data = Data * pageSize,
        };
}
