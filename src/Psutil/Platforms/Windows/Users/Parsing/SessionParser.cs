using System.Net;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows.Parsing;

/// <summary>A session of the terminal services.</summary>
internal static unsafe class SessionParser
{
    private const int UserNameLength = 21;
    private const int InterNetwork = 2;

    /// <summary>The session of the user; null if no user is logged in (the session of the services, or the login screen).</summary>
    /// <param name="session">Its details, in which a long name is cut.</param>
    /// <param name="userName">The whole name; empty if it could not be read.</param>
    /// <param name="client">The machine that the user is at.</param>
    public static UserSession? Parse(in SessionDetails session, string userName, in SessionClientAddress client)
    {
        string name = userName.Length > 0 ? userName : NameIn(session);
        return name.Length == 0
            ? null
            : new UserSession
            {
                Name = name,
                Host = Host(client),
                Started = WindowsTime.ToInstant(session.ConnectTime),
            };
    }

    private static string NameIn(in SessionDetails session)
    {
        fixed (char* name = session.UserName)
        {
            ReadOnlySpan<char> user = new(name, UserNameLength);
            int end = user.IndexOf('\0');
            return new string(end < 0 ? user : user[..end]);
        }
    }

    // An IPv4 address is preceded by two bytes, as in a socket address. Other families are in an undocumented text format.
    private static string? Host(in SessionClientAddress client)
    {
        fixed (byte* address = client.Address)
        {
            return client.AddressFamily == InterNetwork ? new IPAddress(new ReadOnlySpan<byte>(address + 2, 4)).ToString() : null;
        }
    }
}
