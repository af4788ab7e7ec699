using System.Diagnostics;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows;

/// <summary>A process of a Windows machine. All actions use a handle that was checked to be of this process.</summary>
internal sealed class WindowsProcess(WindowsProcesses processes, WindowsProcessReader reader, ProcessIdentity identity)
    : OSProcess(processes, identity)
{
    // The exit code that psutil uses (SIGTERM). .NET uses -1, which Windows itself uses for other things.
    private const int KilledExitCode = 15;

    private bool _leadsConsoleGroup;

    protected internal override ProcessSnapshot CaptureCore(ProcessFields fields)
    {
        using WindowsCaptureScope scope = reader.CreateScope();
        try
        {
            return reader.Capture(Identity, fields, scope) ?? ProcessSnapshot.Gone(Identity, fields);
        }
        catch (PsutilException exception)
        {
            return ProcessSnapshot.WithoutFields(Identity, fields, exception.ToUnavailability());
        }
    }

    public override bool IsRunning() => reader.ReadStartTime(Pid) is { } start && (Identity.StartTime is not { } known || known == start);

    public override void SetPriorityClass(ProcessPriorityClass priorityClass)
    {
        if (!Enum.IsDefined(priorityClass))
        {
            throw new ArgumentOutOfRangeException(nameof(priorityClass), priorityClass, "The priority class is not defined.");
        }

        using SafeProcessHandle process = Open(ProcessAccess.SetInformation);
        ThrowIfError("SetPriorityClass", Kernel32.SetPriority(process, (uint)priorityClass));
    }

    protected internal override void SetIOPriorityCore(IOPriority priority)
    {
        if (priority.Windows is not { } wanted)
        {
            throw PsutilNotSupportedException.Here("An I/O priority class of Linux");
        }

        using SafeProcessHandle process = Open(ProcessAccess.SetInformation);
        ThrowIfFailed(
            "NtSetInformationProcess(ProcessIoPriority)",
            Ntdll.SetProcess(process, Ntdll.ProcessIOPriorityClass, Parsing.IOPriorityNumber.Of(wanted))
        );
    }

    protected internal override void SetCpuAffinityCore(IReadOnlyCollection<int> cpus)
    {
        using SafeProcessHandle process = Open(ProcessAccess.SetInformation);
        SetCpuAffinity(process, cpus);
    }

    protected internal override void ResetCpuAffinityCore()
    {
        using SafeProcessHandle process = Open(ProcessAccess.SetInformation);
        CallFailure failure = WindowsAffinity.Read(process, out IReadOnlyList<int> present);
        if (failure != default)
        {
            throw failure.ToException(Pid);
        }

        if (WindowsAffinity.Groups.ToWiden(present) is { Count: > 0 } cpus)
        {
            SetCpuAffinity(process, cpus);
        }
    }

    protected internal override void SendCore(int signalNumber)
    {
        switch (signalNumber)
        {
            case WindowsSignals.Kill or WindowsSignals.Terminate:
                Kill();
                break;
            case WindowsSignals.Stop:
                Suspend();
                break;
            case WindowsSignals.Continue:
                Resume();
                break;
            case WindowsSignals.Interrupt:
                RaiseConsoleEvent(Kernel32.ConsoleInterrupt);
                break;
            case WindowsSignals.Quit:
                RaiseConsoleEvent(Kernel32.ConsoleBreak);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(signalNumber), signalNumber, "Windows has no equivalent of this signal.");
        }
    }

    public override void Suspend()
    {
        using SafeProcessHandle process = Open(ProcessAccess.SuspendResume);
        ThrowIfFailed("NtSuspendProcess", Ntdll.SuspendProcess(process));
    }

    public override void Resume()
    {
        using SafeProcessHandle process = Open(ProcessAccess.SuspendResume);
        ThrowIfFailed("NtResumeProcess", Ntdll.ResumeProcess(process));
    }

    public override void Terminate() => Kill();

    public override void Kill()
    {
        FollowExit();
        using SafeProcessHandle process = Open(ProcessAccess.Terminate);
        int status = Ntdll.TerminateProcess(process, KilledExitCode);

        // The call fails for a process that is already ending.
        if (status != NtStatus.ProcessIsTerminating && !(status == NtStatus.AccessDenied && !IsRunning()))
        {
            ThrowIfFailed("NtTerminateProcess", status);
        }
    }

    protected internal override bool TryWaitCore(TimeSpan? timeout, out int? exitCode)
    {
        exitCode = null;
        using SafeProcessHandle? process = OpenForWaiting(out bool isDenied);
        if (process is null)
        {
            return !isDenied || base.TryWaitCore(timeout, out exitCode);
        }

        TimeLimit limit = new(timeout);
        bool hasEnded;
        do
        {
            ThrowIfError("WaitForSingleObject", Kernel32.Wait(process, limit.MillisecondsLeft, out hasEnded));
            if (!hasEnded && limit.IsOver)
            {
                return false;
            }
        } while (!hasEnded);

        ThrowIfError("GetExitCodeProcess", Kernel32.GetExitCode(process, out int code));
        exitCode = code;
        return true;
    }

    [SupportedOSPlatform("windows")]
    internal override void NoteStart(StartedProgram program) =>
        _leadsConsoleGroup = program is RuntimeProgram { LeadsProcessGroup: true } or WindowsProgram { LeadsProcessGroup: true };

    protected internal override Task<int?> WaitCoreAsync(CancellationToken cancellationToken) =>
        FollowAsync(cancellationToken) ?? base.WaitCoreAsync(cancellationToken);

    internal override Task<int?>? FollowAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<int?>(cancellationToken);
        }

        try
        {
            SafeProcessHandle? process = OpenForWaiting(out bool isDenied);
            return process is not null ? ExitWait.Start(process, cancellationToken)
                : isDenied ? null
                : Task.FromResult<int?>(null);
        }
        catch (SystemCallException exception)
        {
            return Task.FromException<int?>(exception);
        }
    }

    private void SetCpuAffinity(SafeProcessHandle process, IReadOnlyCollection<int> cpus) =>
        ThrowIfFailed("NtSetInformationProcess(ProcessAffinityMask)", WindowsAffinity.Write(process, cpus));

    private void RaiseConsoleEvent(uint consoleEvent)
    {
        // While the handle is open, the PID cannot be reused.
        using SafeProcessHandle process = Open(ProcessAccess.QueryLimitedInformation);

        // For a PID that does not lead a group, the console sends the event to all its processes. For a child in another console, it adds
        // that process to its list permanently (conhost's ServerGenerateConsoleCtrlEvent, microsoft/terminal#335). Only the flag of its
        // start shows that a process leads a group.
        if (!_leadsConsoleGroup)
        {
            throw new PsutilNotSupportedException(
                $"Process {Pid}: Windows sends console events to process groups only. Start a child with CreateNewProcessGroup."
            );
        }

        ThrowIfError("GetConsoleProcessList", Kernel32.ReadConsoleProcesses(out uint[] members));
        if (!members.Contains((uint)Pid))
        {
            throw new PsutilNotSupportedException(
                $"Process {Pid}: Windows sends console events within the caller's own console only, and this process is not in it."
            );
        }

        ThrowIfError("GenerateConsoleCtrlEvent", Kernel32.RaiseConsoleEvent(consoleEvent, Pid));
    }

    private SafeProcessHandle Open(uint rights)
    {
        using ProcessAccess access = new(Pid, Identity.StartTime);
        return access.TryOpen(rights, out SafeProcessHandle? process, out CallFailure failure) ? process : throw failure.ToException(Pid);
    }

    /// <summary>
    /// A handle to wait with; null if the process has ended and no handle of it is open, or if the caller may not wait for it: then the
    /// table is polled.
    /// </summary>
    private SafeProcessHandle? OpenForWaiting(out bool isDenied)
    {
        using ProcessAccess access = new(Pid, Identity.StartTime);
        isDenied = false;
        if (access.TryOpen(ProcessAccess.Synchronize, out SafeProcessHandle? process, out CallFailure failure, evenEnded: true))
        {
            return process;
        }

        isDenied = failure.Reason == UnavailableReason.Denied;
        return isDenied || failure.Reason == UnavailableReason.Gone ? null : throw failure.ToException(Pid);
    }

    private void ThrowIfFailed(string call, int status)
    {
        if (NtStatus.Failed(status))
        {
            throw CallFailure.Status(call, status).ToException(Pid);
        }
    }

    private void ThrowIfError(string call, int error)
    {
        if (error != Win32Error.Success)
        {
            throw CallFailure.Error(call, error).ToException(Pid);
        }
    }
}
