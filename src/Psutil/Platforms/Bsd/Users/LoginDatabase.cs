using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.Bsd;

/// <summary>Who is logged in, by the C library's login database (utmpx.h).</summary>
internal static class LoginDatabase
{
    // The database has one position for the whole process.
    private static readonly Lock Lock = new();

    /// <summary>The sessions in it.</summary>
    /// <param name="readNext">The next entry's address; 0 at the end.</param>
    /// <param name="parse">What an entry means; null if it is no session.</param>
    public static IReadOnlyList<UserSession> Read(Func<nint> readNext, Func<nint, UserSession?> parse)
    {
        List<UserSession> sessions = [];
        lock (Lock)
        {
            Libc.RewindLogins();
            while (readNext() is not 0 and var entry)
            {
                if (parse(entry) is { } session)
                {
                    sessions.Add(session);
                }
            }

            Libc.CloseLogins();
        }

        return sessions;
    }

    /// <summary>A session; null if it is nobody's.</summary>
    public static UserSession? ToSession(
        ReadOnlySpan<byte> user,
        ReadOnlySpan<byte> line,
        ReadOnlySpan<byte> host,
        DateTimeOffset? started,
        int? pid
    ) =>
        user.IsEmpty
            ? null
            : new UserSession
            {
                Name = OSText.GetString(user),
                Terminal = line.IsEmpty ? null : OSText.GetString(line),
                Host = LoginHost.Parse(host),
                Started = started,
                Pid = pid > 0 ? pid : null,
            };
}
