using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows;

/// <summary>A call about a process that failed.</summary>
/// <param name="Call">The name of the call.</param>
/// <param name="Code">Its NTSTATUS or Win32 error.</param>
internal readonly record struct CallFailure(string Call, int Code)
{
    public static CallFailure Status(string call, int status) => new(call, status);

    public static CallFailure Error(string call, int error) => new(call, error);

    /// <summary>Whether the code is an NTSTATUS: the NTSTATUS of a failure is negative, a Win32 error is not.</summary>
    public bool IsStatus => Code < 0;

    public UnavailableReason Reason =>
        (IsStatus, Code) switch
        {
            // A process that is being created, or that ends, has only a part of its memory. As in psutil, that is denied.
            (true, NtStatus.AccessDenied or NtStatus.PrivilegeNotHeld or NtStatus.PartialCopy)
            or (false, Win32Error.AccessDenied or Win32Error.PrivilegeNotHeld) => UnavailableReason.Denied,
            (true, NtStatus.InvalidClientId or NtStatus.ProcessIsTerminating) => UnavailableReason.Gone,
            (true, NtStatus.InvalidInfoClass or NtStatus.NotImplemented or NtStatus.NotSupported) => UnavailableReason.NotSupported,
            (false, Win32Error.InvalidFunction or Win32Error.NotSupported or Win32Error.CallNotImplemented) =>
                UnavailableReason.NotSupported,
            _ => UnavailableReason.Failed,
        };

    public SystemCallError ToError(int pid) => ToError(string.Create(CultureInfo.InvariantCulture, $"{Call}({pid})"));

    /// <summary>Leaves an event: the call failed, and something is left out or another source is used.</summary>
    /// <param name="source">What is left out.</param>
    public void Note(string source)
    {
        if (PsutilEventSource.Log.IsListening())
        {
            PsutilEventSource.Log.SourceSkipped(source, ToError(Call).ToString());
        }
    }

    public Unavailability ToUnavailability(int pid) => new() { Reason = Reason, Error = ToError(pid) };

    /// <summary>The reason of a call that is not about a process.</summary>
    public Unavailability ToUnavailability() => new() { Reason = Reason, Error = ToError(Call) };

    public PsutilException ToException(int pid) =>
        Reason switch
        {
            UnavailableReason.Denied => new AccessDeniedException(pid, error: ToError(pid)),
            UnavailableReason.Gone => new NoSuchProcessException(pid, error: ToError(pid)),
            UnavailableReason.NotSupported => new PsutilNotSupportedException(NtStatus.NotOffered, ToError(pid)),
            _ => new SystemCallException(ToError(pid)),
        };

    private SystemCallError ToError(string call) =>
        IsStatus
            ? new SystemCallError
            {
                SystemCall = call,
                ErrorCode = Code,
                Description = NtStatus.Describe(Code),
            }
            : Win32Error.ToError(call, Code);
}
