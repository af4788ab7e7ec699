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
            if (Wtsapi32.QuerySession(id, Wtsapi32.SessionInfoClass, out SessionDetails details) != Win32Error.Success)
            {
                continue;
            }

            _ = Wtsapi32.QuerySession(id, Wtsapi32.ClientAddressClass, out SessionClientAddress client);
            if (SessionParser.Parse(details, client) is { } user)
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
}
