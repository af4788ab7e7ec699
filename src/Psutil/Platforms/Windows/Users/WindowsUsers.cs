using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>The logged-in users, from the terminal services.</summary>
internal static unsafe class WindowsUsers
{
    public static IReadOnlyList<UserSession> Read()
    {
        try
        {
            return ReadSessions();
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            // Nano Server has no terminal services, and no users log in.
            PsutilEventSource.Log.SourceSkipped("wtsapi32.dll", exception.Message);
            return [];
        }
    }

    private static List<UserSession> ReadSessions()
    {
        int error = Wtsapi32.GetSessions(out SessionInformation* sessions, out int count);
        if (error == Win32Error.CallNotImplemented)
        {
            return [];
        }

        if (error != Win32Error.Success)
        {
            throw Win32Error.ToException("WTSEnumerateSessionsW", error);
        }

        List<UserSession> users = [];
        for (int index = 0; index < count; index++)
        {
            uint id = sessions[index].SessionId;
            error = Wtsapi32.QuerySession(id, Wtsapi32.SessionInfoClass, out SessionDetails details);
            if (error != Win32Error.Success)
            {
                Note(id, "WTSSessionInfo", error);
                continue;
            }

            // The details have room for 20 characters of the name, which is as long as older names can be.
            error = Wtsapi32.QuerySession(id, Wtsapi32.UserNameClass, out string name);
            if (error != Win32Error.Success)
            {
                Note(id, "WTSUserName", error);
            }

            error = Wtsapi32.QuerySession(id, Wtsapi32.ClientAddressClass, out SessionClientAddress client);
            if (error != Win32Error.Success)
            {
                Note(id, "WTSClientAddress", error);
            }

            if (SessionParser.Parse(details, name, client) is { } user)
            {
                users.Add(user);
            }
        }

        if (sessions is not null)
        {
            Wtsapi32.Free(sessions);
        }

        return users;
    }

    private static void Note(uint session, string subject, int error) =>
        CallFailure
            .Error($"WTSQuerySessionInformationW({subject})", error)
            .Note(string.Create(CultureInfo.InvariantCulture, $"session {session}"));
}
