using System.Runtime.InteropServices;

namespace Psutil.Platforms.Windows.Interop;

/// <summary>Sessions. Each call returns its error code. Not on Nano Server.</summary>
internal static unsafe partial class Wtsapi32
{
    // WTS_INFO_CLASS.
    public const int UserNameClass = 5;
    public const int ClientAddressClass = 14;
    public const int SessionInfoClass = 24;

    private const string Library = "wtsapi32.dll";

    public static int GetSessions(out SessionInformation* sessions, out int count)
    {
        SessionInformation* first = null;
        uint found = 0;
        int succeeded = WTSEnumerateSessionsW(0, 0, 1, &first, &found);
        sessions = first;
        count = (int)found;
        return succeeded != 0 ? Win32Error.Success : Win32Error.Last;
    }

    /// <summary>Information about a session, of fixed size; if the answer is shorter, the rest is zero.</summary>
    public static int QuerySession<T>(uint session, int informationClass, out T information)
        where T : unmanaged
    {
        byte* buffer = null;
        uint length = 0;
        information = default;
        if (WTSQuerySessionInformationW(0, session, informationClass, &buffer, &length) == 0)
        {
            return Win32Error.Last;
        }

        T answer = default;
        new ReadOnlySpan<byte>(buffer, (int)Math.Min(length, (uint)sizeof(T))).CopyTo(new Span<byte>(&answer, sizeof(T)));
        WTSFreeMemory(buffer);
        information = answer;
        return Win32Error.Success;
    }

    /// <summary>A text about a session.</summary>
    public static int QuerySession(uint session, int informationClass, out string text)
    {
        byte* buffer = null;
        uint length = 0;
        text = "";
        if (WTSQuerySessionInformationW(0, session, informationClass, &buffer, &length) == 0)
        {
            return Win32Error.Last;
        }

        ReadOnlySpan<char> characters = new(buffer, (int)(length / sizeof(char)));
        text = new string(characters.TrimEnd('\0'));
        WTSFreeMemory(buffer);
        return Win32Error.Success;
    }

    public static void Free(void* memory) => WTSFreeMemory(memory);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int WTSEnumerateSessionsW(nint server, uint reserved, uint version, SessionInformation** sessions, uint* count);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int WTSQuerySessionInformationW(nint server, uint session, int informationClass, byte** buffer, uint* length);

    [LibraryImport(Library)]
    private static partial void WTSFreeMemory(void* memory);
}

/// <summary><c>WTS_SESSION_INFOW</c>: a session of the list.</summary>
internal struct SessionInformation
{
    public uint SessionId;
    public nuint WinStationName;
    public uint State;
}

/// <summary><c>WTSINFOW</c>: a session's user and times, as FILETIMEs.</summary>
internal unsafe struct SessionDetails
{
    public uint State;
    public uint SessionId;
    public uint IncomingBytes;
    public uint OutgoingBytes;
    public uint IncomingFrames;
    public uint OutgoingFrames;
    public uint IncomingCompressedBytes;
    public uint OutgoingCompressedBytes;
    public fixed char WinStationName[32];
    public fixed char Domain[17];
    public fixed char UserName[21];
    public long ConnectTime;
    public long DisconnectTime;
    public long LastInputTime;
    public long LogonTime;
    public long CurrentTime;
}

/// <summary><c>WTS_CLIENT_ADDRESS</c>.</summary>
internal unsafe struct SessionClientAddress
{
    public uint AddressFamily;
    public fixed byte Address[20];
}
