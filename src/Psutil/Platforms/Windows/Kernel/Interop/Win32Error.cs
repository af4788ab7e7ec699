using System.Runtime.InteropServices;

namespace Psutil.Platforms.Windows.Interop;

/// <summary>The error codes of Win32 calls (<c>winerror.h</c>).</summary>
internal static class Win32Error
{
    public const int Success = 0;
    public const int InvalidFunction = 1;
    public const int FileNotFound = 2;
    public const int PathNotFound = 3;
    public const int AccessDenied = 5;
    public const int InvalidHandle = 6;
    public const int NotEnoughMemory = 8;
    public const int NoMoreFiles = 18;
    public const int NotReady = 21;
    public const int GeneralFailure = 31;
    public const int NotSupported = 50;
    public const int InvalidParameter = 87;
    public const int BufferOverflow = 111;
    public const int CallNotImplemented = 120;
    public const int InsufficientBuffer = 122;
    public const int InvalidName = 123;
    public const int MoreData = 234;
    public const int NoData = 232;
    public const int NoMoreItems = 259;
    public const int Directory = 267;
    public const int ServiceDoesNotExist = 1060;
    public const int NotFound = 1168;
    public const int PrivilegeNotHeld = 1314;
    public const int NoneMapped = 1332;

    /// <summary>The error of the call that has just failed: never that of a success, which a loop would take for one.</summary>
    public static int Last => Marshal.GetLastPInvokeError() is not Success and var error ? error : GeneralFailure;

    public static SystemCallError ToError(string call, int code) =>
        new()
        {
            SystemCall = call,
            ErrorCode = code,
            Description = Describe(code),
        };

    /// <summary>The error of a call that is not about a process.</summary>
    public static PsutilException ToException(string call, int code) =>
        code is AccessDenied or PrivilegeNotHeld
            ? new AccessDeniedException(ToError(call, code))
            : new SystemCallException(ToError(call, code));

    private static string Describe(int code) =>
        string.Create(CultureInfo.InvariantCulture, $"error {code}, {Marshal.GetPInvokeErrorMessage(code).TrimEnd('.', ' ')}");
}
