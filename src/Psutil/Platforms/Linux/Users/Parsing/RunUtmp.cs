using System.Runtime.InteropServices;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>
/// <c>utmp</c>: one <c>struct utmp</c> of glibc for each terminal. Its session and time have 32 bits on architectures where glibc is
/// compatible with 32-bit programs (x86, RISC-V, POWER, s390x), and 64 bits on ARM64 and LoongArch64.
/// </summary>
internal static class RunUtmp
{
    /// <summary>Bytes of a record with 32-bit times.</summary>
    public const int NarrowSize = 384;

    /// <summary>Bytes of a record with 64-bit times.</summary>
    public const int WideSize = 400;

    public const int TypeOffset = 0;
    public const int PidOffset = 4;
    public const int LineOffset = 8;
    public const int LineSize = 32;
    public const int UserOffset = 44;
    public const int UserSize = 32;
    public const int HostOffset = 76;
    public const int HostSize = 256;
    public const int NarrowSecondsOffset = 340;
    public const int NarrowMicrosecondsOffset = 344;
    public const int WideSecondsOffset = 344;
    public const int WideMicrosecondsOffset = 352;
    public const short UserProcess = 7;

    /// <summary>
    /// The logins. Another machine's file may have records of the other size, so the file's length decides; if it fits both, the caller's
    /// size is used.
    /// </summary>
    public static List<UserSession> Parse(ReadOnlySpan<byte> file, bool isWideHere)
    {
        bool fitsNarrow = file.Length % NarrowSize == 0;
        bool fitsWide = file.Length % WideSize == 0;
        bool isWide = fitsNarrow == fitsWide ? isWideHere : fitsWide;
        int size = isWide ? WideSize : NarrowSize;

        List<UserSession> sessions = [];
        for (; file.Length >= size; file = file[size..])
        {
            ReadOnlySpan<byte> record = file[..size];
            ReadOnlySpan<byte> name = Text(record.Slice(UserOffset, UserSize));
            if (MemoryMarshal.Read<short>(record[TypeOffset..]) != UserProcess || name.IsEmpty)
            {
                continue;
            }

            ReadOnlySpan<byte> line = Text(record.Slice(LineOffset, LineSize));
            int pid = MemoryMarshal.Read<int>(record[PidOffset..]);
            sessions.Add(
                new UserSession
                {
                    Name = OSText.GetString(name),
                    Terminal = line.IsEmpty ? null : OSText.GetString(line),
                    Host = LoginHost.Parse(Text(record.Slice(HostOffset, HostSize))),
                    Started = Started(record, isWide),
                    Pid = pid > 0 ? pid : null,
                }
            );
        }

        return sessions;
    }

    // The 32-bit seconds are unsigned since glibc 2.40, until 2106.
    private static DateTimeOffset? Started(ReadOnlySpan<byte> record, bool isWide)
    {
        long seconds = isWide
            ? MemoryMarshal.Read<long>(record[WideSecondsOffset..])
            : MemoryMarshal.Read<uint>(record[NarrowSecondsOffset..]);
        long microseconds = isWide
            ? MemoryMarshal.Read<long>(record[WideMicrosecondsOffset..])
            : MemoryMarshal.Read<int>(record[NarrowMicrosecondsOffset..]);
        return seconds == 0 ? null : UnixTime.FromSeconds(seconds, microseconds) ?? UnixTime.FromSeconds(seconds);
    }

    // A text that fills its field has no NUL.
    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> field)
    {
        int end = field.IndexOf((byte)0);
        return end < 0 ? field : field[..end];
    }
}
