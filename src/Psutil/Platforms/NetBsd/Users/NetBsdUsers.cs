using Psutil.Platforms.Bsd;
using Psutil.Platforms.NetBsd.Interop;

namespace Psutil.Platforms.NetBsd;

/// <summary>Who is logged in: the C library's login database.</summary>
internal static unsafe class NetBsdUsers
{
    public static IReadOnlyList<UserSession> Read() => LoginDatabase.Read(Libc.ReadLogin, entry => Parse(*(LoginEntry*)entry));

    private static UserSession? Parse(in LoginEntry entry) =>
        entry.ut_type == LoginEntry.USER_PROCESS
            ? LoginDatabase.ToSession(
                entry.User,
                entry.Line,
                entry.Host,
                UnixTime.FromSeconds(entry.ut_tv.tv_sec, entry.ut_tv.tv_usec),
                entry.ut_pid
            )
            : null;
}
