using System.Net;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows.Parsing;

/// <summary>A session of the terminal services.</summary>
internal static unsafe class SessionParser
{
    private const int UserNameLength = 21;
    private const int InterNetwork = 2;

    /// <summary>The session of the user; null if no user is logged in (the session of the services, or the login screen).</summary>
    public static UserSession? Parse(in SessionDetails session, in SessionClientAddress client)
    {
        fixed (char* name = session.UserName)
        {
            ReadOnlySpan<char> user = new(name, UserNameLength);
            int end = user.IndexOf('\0');
            user = end < 0 ? user : user[..end];
            return user.IsEmpty
                ? null
                : new UserSession
                {
                    Name = new string(user),
                    Host = Host(client),
                    Started = WindowsTime.ToInstant(session.ConnectTime),
                };
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
