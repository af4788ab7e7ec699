using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.Bsd;

/// <summary>The user sessions, from the C library's login database (utmpx.h).</summary>
internal static unsafe class LoginDatabase
{
    // The database has one read position per process.
    private static readonly Lock Lock = new();

    /// <summary>The sessions in it.</summary>
    public static IReadOnlyList<UserSession> Read<TEntry>()
        where TEntry : unmanaged, ILoginEntry
    {
        List<UserSession> sessions = [];
        lock (Lock)
        {
            Libc.RewindLogins();
            while (TEntry.ReadNext() is not 0 and var address)
            {
                if (ToSession(*(TEntry*)address) is { } session)
                {
                    sessions.Add(session);
                }
            }

            Libc.CloseLogins();
        }

        return sessions;
    }

    /// <summary>A session; null if the entry is not one, or has no user.</summary>
    public static UserSession? ToSession<TEntry>(in TEntry entry)
        where TEntry : unmanaged, ILoginEntry =>
        !entry.IsSession || entry.User.IsEmpty
            ? null
            : new UserSession
            {
                Name = OSText.GetString(entry.User),
                Terminal = entry.Line.IsEmpty ? null : OSText.GetString(entry.Line),
                Host = LoginHost.Parse(entry.Host),
                Started = entry.Started,
                Pid = entry.Pid > 0 ? entry.Pid : null,
            };
}
