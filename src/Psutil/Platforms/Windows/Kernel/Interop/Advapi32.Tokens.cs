using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Psutil.Platforms.Windows.Interop;

/// <summary>Accounts and services. Each call returns its error code, 0 if it succeeded.</summary>
internal static unsafe partial class Advapi32
{
    private const string Library = "advapi32.dll";
    private const string OpenCall = "OpenProcessToken";

    private const uint TokenQuery = 0x8;
    private const uint TokenAdjustPrivileges = 0x20;
    private const int TokenUserClass = 1;
    private const uint PrivilegeEnabled = 2;
    private const nint CurrentProcess = -1;

    /// <summary>The security identifier of the account that a process runs as.</summary>
    public static CallFailure GetUser(SafeProcessHandle process, out byte[] sid)
    {
        sid = [];
        nint token = 0;
        if (OpenProcessToken(process, TokenQuery, &token) == 0)
        {
            return CallFailure.Error(OpenCall, Win32Error.Last);
        }

        // TOKEN_USER: a pointer to the SID, its attributes, and the SID, which has at most 68 bytes.
        byte* buffer = stackalloc byte[128];
        uint length = 0;
        CallFailure failure =
            GetTokenInformation(token, TokenUserClass, buffer, 128, &length) != 0
                ? default
                : CallFailure.Error("GetTokenInformation(TokenUser)", Win32Error.Last);
        if (failure == default)
        {
            byte* start = *(byte**)buffer;
            sid = new ReadOnlySpan<byte>(start, (int)GetLengthSid(start)).ToArray();
        }

        Ntdll.Close(token);
        return failure;
    }

    /// <summary>The domain and the name of an account. May query a domain controller.</summary>
    public static int LookupAccount(ReadOnlySpan<byte> sid, out string domain, out string name)
    {
        const int Room = 512;
        char* user = stackalloc char[Room];
        char* group = stackalloc char[Room];
        uint userLength = Room,
            groupLength = Room;
        int use = 0;
        fixed (byte* identifier = sid)
        {
            bool succeeded = LookupAccountSidW(null, identifier, user, &userLength, group, &groupLength, &use) != 0;
            int error = succeeded ? Win32Error.Success : Win32Error.Last;
            domain = succeeded ? new string(group) : "";
            name = succeeded ? new string(user) : "";
            return error;
        }
    }

    /// <summary>Enables a privilege that this process's account has.</summary>
    public static CallFailure EnablePrivilege(string privilege)
    {
        nint token = 0;
        if (OpenProcessToken(CurrentProcess, TokenAdjustPrivileges | TokenQuery, &token) == 0)
        {
            return CallFailure.Error(OpenCall, Win32Error.Last);
        }

        TokenPrivilege request = new() { Count = 1, Attributes = PrivilegeEnabled };
        string call = "LookupPrivilegeValueW";
        int error = LookupPrivilegeValueW(null, privilege, &request.Luid) != 0 ? Win32Error.Success : Win32Error.Last;
        if (error == Win32Error.Success)
        {
            // The call also succeeds if the account does not have the privilege; only the error code shows it.
            call = "AdjustTokenPrivileges";
            _ = AdjustTokenPrivileges(token, 0, &request, 0, null, null);
            error = Marshal.GetLastPInvokeError();
        }

        Ntdll.Close(token);
        return error == Win32Error.Success ? default : CallFailure.Error(call, error);
    }

    [LibraryImport(Library, SetLastError = true)]
    private static partial int OpenProcessToken(SafeProcessHandle process, uint access, nint* token);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int OpenProcessToken(nint process, uint access, nint* token);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int GetTokenInformation(nint token, int informationClass, void* information, uint length, uint* returned);

    [LibraryImport(Library)]
    private static partial uint GetLengthSid(void* sid);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int LookupAccountSidW(
        char* system,
        byte* sid,
        char* name,
        uint* nameLength,
        char* domain,
        uint* domainLength,
        int* use
    );

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    private static partial int LookupPrivilegeValueW(char* system, string name, long* luid);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int AdjustTokenPrivileges(
        nint token,
        int disableAll,
        TokenPrivilege* state,
        uint length,
        void* previous,
        uint* returned
    );

    /// <summary><c>TOKEN_PRIVILEGES</c> with one privilege.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    internal struct TokenPrivilege
    {
        public uint Count;
        public long Luid;
        public uint Attributes;
    }
}
