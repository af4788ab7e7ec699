using System.Net;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows.Parsing;

/// <summary>A session as the terminal services tell it.</summary>
internal static unsafe class SessionParser
{
    private const int UserNameLength = 21;
    private const int InterNetwork = 2;

    /// <summary>The login; null if nobody is logged in (the services' session, the one at the login screen).</summary>
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

    // The two bytes before an IPv4 address are what else a socket address has; other families come as text that no version documents.
    private static string? Host(in SessionClientAddress client)
    {
        fixed (byte* address = client.Address)
        {
            return client.AddressFamily == InterNetwork ? new IPAddress(new ReadOnlySpan<byte>(address + 2, 4)).ToString() : null;
        }
    }
}
