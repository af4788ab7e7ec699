using System.Diagnostics.CodeAnalysis;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows;

/// <summary>
/// Handles of one process. Each is opened when it is needed, with as few rights as possible, and checked: a handle of another process with
/// the same PID is never used, because its creation time differs.
/// </summary>
internal sealed class ProcessAccess(int pid, long? startTime) : IDisposable
{
    // winnt.h.
    public const uint Terminate = 0x1;
    public const uint ReadMemory = 0x10;
    public const uint DuplicateHandle = 0x40;
    public const uint SetQuota = 0x100;
    public const uint SetInformation = 0x200;
    public const uint QueryInformation = 0x400;
    public const uint SuspendResume = 0x800;
    public const uint QueryLimitedInformation = 0x1000;
    public const uint Synchronize = 0x100000;

    private const string OpenCall = "NtOpenProcess";
    private const string TimesCall = "NtQueryInformationProcess(ProcessTimes)";

    private SafeProcessHandle? _limited;
    private CallFailure? _limitedFailure;

    public int Pid => pid;

    /// <summary>
    /// The start time, which distinguishes the process from others with the same PID; null until a handle gives it, if the caller does not
    /// know it.
    /// </summary>
    public long? StartTime { get; private set; } = startTime;

    /// <summary>Whether the process has ended, according to its handle.</summary>
    public bool HasEnded =>
        TryGetLimited(out SafeProcessHandle? process, out CallFailure failure) ? IsOver(process) : failure.Reason == UnavailableReason.Gone;

    /// <summary>The handle with query rights, kept open until the end.</summary>
    public bool TryGetLimited([NotNullWhen(true)] out SafeProcessHandle? process, out CallFailure failure)
    {
        if (_limited is null && _limitedFailure is null && !TryOpen(QueryLimitedInformation, out _limited, out CallFailure opened))
        {
            _limitedFailure = opened;
        }

        process = _limited;
        failure = _limitedFailure.GetValueOrDefault();
        return process is not null;
    }

    /// <summary>Opens a handle with more rights. The caller disposes it.</summary>
    /// <param name="access">The rights.</param>
    /// <param name="process">The handle.</param>
    /// <param name="failure">The reason if there is none.</param>
    /// <param name="evenEnded">Whether to accept a handle of a process that has ended. There is one while another handle is open, and it
    /// gives the exit code.</param>
    public bool TryOpen(uint access, [NotNullWhen(true)] out SafeProcessHandle? process, out CallFailure failure, bool evenEnded = false)
    {
        failure = default;
        int status = Ntdll.OpenProcess(pid, access | QueryLimitedInformation, out process);
        if (process is null)
        {
            failure = CallFailure.Status(OpenCall, ToMeaning(status));
            return false;
        }

        status = Ntdll.QueryProcess(process, Ntdll.ProcessTimesClass, out KernelUserTimes times);
        if (NtStatus.Failed(status))
        {
            failure = CallFailure.Status(TimesCall, status);
        }
        else if ((times.ExitTime != 0 && !evenEnded) || (StartTime is { } known && known != times.CreateTime) || !HasOurPid(process))
        {
            failure = CallFailure.Status(OpenCall, NtStatus.InvalidClientId);
        }
        else
        {
            StartTime = times.CreateTime;
            return true;
        }

        process.Dispose();
        process = null;
        return false;
    }

    public void Dispose() => _limited?.Dispose();

    // The idle process exists but cannot be opened. Otherwise the only parameter that can be invalid is the PID.
    private int ToMeaning(int status) =>
        pid == 0 ? NtStatus.AccessDenied
        : status == NtStatus.InvalidParameter ? NtStatus.InvalidClientId
        : status;

    private static bool IsOver(SafeProcessHandle process) =>
        !NtStatus.Failed(Ntdll.QueryProcess(process, Ntdll.ProcessTimesClass, out KernelUserTimes times)) && times.ExitTime != 0;

    // The kernel ignores the last two bits of the PID, so that 9 would open 8.
    private bool HasOurPid(SafeProcessHandle process) =>
        (pid & 3) == 0
        || (
            !NtStatus.Failed(Ntdll.QueryProcess(process, Ntdll.ProcessBasicClass, out ProcessBasicInformation basic))
            && basic.UniqueProcessId == (nuint)pid
        );
}
