namespace Psutil.Platforms.Windows.Interop;

/// <summary>The results of NT's system calls (<c>ntstatus.h</c>): negative if the call failed.</summary>
internal static class NtStatus
{
    public const int Success = 0;
    public const int PartialCopy = unchecked((int)0x8000000D);
    public const int BufferOverflow = unchecked((int)0x80000005);
    public const int NoMoreEntries = unchecked((int)0x8000001A);
    public const int Unsuccessful = unchecked((int)0xC0000001);
    public const int NotImplemented = unchecked((int)0xC0000002);
    public const int InvalidInfoClass = unchecked((int)0xC0000003);
    public const int InfoLengthMismatch = unchecked((int)0xC0000004);
    public const int InvalidHandle = unchecked((int)0xC0000008);
    public const int InvalidClientId = unchecked((int)0xC000000B);
    public const int InvalidParameter = unchecked((int)0xC000000D);
    public const int NoMemory = unchecked((int)0xC0000017);
    public const int AccessDenied = unchecked((int)0xC0000022);
    public const int BufferTooSmall = unchecked((int)0xC0000023);
    public const int PrivilegeNotHeld = unchecked((int)0xC0000061);
    public const int InsufficientResources = unchecked((int)0xC000009A);
    public const int NotSupported = unchecked((int)0xC00000BB);
    public const int ProcessIsTerminating = unchecked((int)0xC000010A);

    public const string NotOffered = "This version of Windows does not support this";

    public static bool Failed(int status) => status < 0;

    /// <summary>Whether the buffer was too small: the same call with a larger one may succeed.</summary>
    public static bool WantsMoreRoom(int status) => status is InfoLengthMismatch or BufferTooSmall or BufferOverflow;

    /// <summary>The error of a call that is not about a process.</summary>
    public static PsutilException ToException(string call, int status)
    {
        SystemCallError error = new()
        {
            SystemCall = call,
            ErrorCode = status,
            Description = Describe(status),
        };
        return status switch
        {
            AccessDenied or PrivilegeNotHeld => new AccessDeniedException(error),
            InvalidInfoClass or NotImplemented or NotSupported => new PsutilNotSupportedException(NotOffered, error),
            _ => new SystemCallException(error),
        };
    }

    /// <summary>The name and the meaning: <c>STATUS_ACCESS_DENIED (0xC0000022), access is denied</c>.</summary>
    public static string Describe(int status)
    {
        string? known = status switch
        {
            PartialCopy => "STATUS_PARTIAL_COPY ({0}), only a part could be copied",
            NotImplemented => "STATUS_NOT_IMPLEMENTED ({0}), this system does not implement it",
            InvalidInfoClass => "STATUS_INVALID_INFO_CLASS ({0}), this system does not support the request",
            InfoLengthMismatch => "STATUS_INFO_LENGTH_MISMATCH ({0}), another length was expected",
            InvalidHandle => "STATUS_INVALID_HANDLE ({0}), the handle is invalid",
            InvalidClientId => "STATUS_INVALID_CID ({0}), there is no such process",
            InvalidParameter => "STATUS_INVALID_PARAMETER ({0}), a parameter is invalid",
            NoMemory => "STATUS_NO_MEMORY ({0}), there is not enough memory",
            AccessDenied => "STATUS_ACCESS_DENIED ({0}), access is denied",
            PrivilegeNotHeld => "STATUS_PRIVILEGE_NOT_HELD ({0}), the caller lacks a privilege",
            InsufficientResources => "STATUS_INSUFFICIENT_RESOURCES ({0}), the system is short of resources",
            NotSupported => "STATUS_NOT_SUPPORTED ({0}), this is not supported",
            ProcessIsTerminating => "STATUS_PROCESS_IS_TERMINATING ({0}), the process is ending",
            _ => null,
        };
        string number = string.Create(CultureInfo.InvariantCulture, $"0x{status:X8}");
        return known?.Replace("{0}", number, StringComparison.Ordinal) ?? $"status {number}";
    }
}
