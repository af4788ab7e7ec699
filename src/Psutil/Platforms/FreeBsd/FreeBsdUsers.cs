using Psutil.Platforms.FreeBsd.Interop;

namespace Psutil.Platforms.FreeBsd;

/// <summary>Who is logged in: the C library's login database.</summary>
internal static unsafe class FreeBsdUsers
{
    // The database has one position for the whole process.
    private static readonly Lock Lock = new();

    public static IReadOnlyList<UserSession> Read()
    {
        List<UserSession> sessions = [];
        lock (Lock)
        {
            Libc.RewindLogins();
            for (LoginEntry* entry = Libc.ReadLogin(); entry != null; entry = Libc.ReadLogin())
            {
                if (entry->ut_type == LoginEntry.USER_PROCESS && !entry->User.IsEmpty)
                {
                    sessions.Add(new UserSession(
                        OSText.GetString(entry->User),
                        entry->Line.IsEmpty ? null : OSText.GetString(entry->Line),
                        LoginHost.Parse(entry->Host),
                        UnixTime.FromSeconds(entry->ut_tv.tv_sec, entry->ut_tv.tv_usec),
                        entry->ut_pid > 0 ? entry->ut_pid : null));
                }
            }

            Libc.CloseLogins();
        }

        return sessions;
    }
}
