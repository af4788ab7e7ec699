using System.Diagnostics;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>
/// A program that the library started suspended: in its job and on its CPUs before its first instruction. Its handle is kept, so its PID
/// is its own and its exit code is known.
/// </summary>
internal sealed class WindowsProgram : StartedProgram
{
    // The exit code that psutil uses (SIGTERM).
    private const int KilledExitCode = 15;

    private readonly SafeProcessHandle _process;
    private readonly SafeFileHandle _thread;
    private readonly WindowsJob? _job;
    private readonly ProgramStreams _streams;
    private readonly Lazy<Task> _exit;
    private int _isReleased;

    private WindowsProgram(ProcessInformation created, WindowsJob? job, ProgramStreams streams, bool leadsProcessGroup)
    {
        _process = new SafeProcessHandle(created.Process, ownsHandle: true);
        _thread = new SafeFileHandle(created.Thread, ownsHandle: true);
        _job = job;
        _streams = streams;
        LeadsProcessGroup = leadsProcessGroup;
        Pid = (int)created.ProcessId;
        _exit = new Lazy<Task>(StartWait);
    }

    public override int Pid { get; }

    public override StreamWriter? StandardInput => _streams.Input;

    public override StreamReader? StandardOutput => _streams.Output;

    public override StreamReader? StandardError => _streams.Error;

    public override bool HasExited => Kernel32.Wait(_process, 0, out bool hasEnded) == Win32Error.Success && hasEnded;

    public override int? ExitCode => Kernel32.GetExitCode(_process, out int code) == Win32Error.Success ? code : null;

    internal override TreeMemberList? Members => _job;

    /// <summary>Whether it was started as the leader of a process group.</summary>
    public bool LeadsProcessGroup { get; }

    /// <summary>Starts a program, which runs when it is released (<see cref="AllowCollection"/>).</summary>
    /// <exception cref="SystemCallException">It could not be started, or an option could not be applied.</exception>
    public static WindowsProgram Start(ProcessStartInfo startInfo, StartOptions options)
    {
        ProgramStart start = new(startInfo, options);
        WindowsJob? job = null;
        if (options.DieWithParent || options.TrackTree || options.ResourceLimits is { Count: > 0 })
        {
            job = WindowsJob.Create(JobLimits.OfChild(options.DieWithParent, options.ResourceLimits), out CallFailure failure);
            if (job is null)
            {
                throw Win32Error.ToException(failure.Call, failure.Code);
            }
        }

        ProgramStreams? streams = null;
        WindowsProgram? program = null;
        try
        {
            streams = new ProgramStreams(startInfo);
            int error = start.Create(job, streams, out ProcessInformation created);
            if (error != Win32Error.Success)
            {
                throw new SystemCallException(Win32Error.ToError($"start({startInfo.FileName})", error));
            }

            program = new WindowsProgram(created, job, streams, start.LeadsProcessGroup);
            program.Apply(options);
            return program;
        }
        catch
        {
            program?.Kill();
            program?.Dispose();
            streams?.Dispose();
            if (program is null)
            {
                job?.Dispose();
            }

            throw;
        }
    }

    public override void AllowCollection()
    {
        if (Interlocked.Exchange(ref _isReleased, 1) != 0)
        {
            return;
        }

        int error = Kernel32.ResumeThread(_thread);
        _thread.Dispose();
        if (error != Win32Error.Success && !HasExited)
        {
            throw Win32Error.ToException("ResumeThread", error);
        }
    }

    public override bool WaitForExit(TimeSpan timeout)
    {
        TimeLimit limit = new(timeout == Timeout.InfiniteTimeSpan ? null : timeout);
        while (true)
        {
            int error = Kernel32.Wait(_process, limit.MillisecondsLeft, out bool hasEnded);
            if (error != Win32Error.Success)
            {
                throw CallFailure.Error("WaitForSingleObject", error).ToException(Pid);
            }

            if (hasEnded || limit.IsOver)
            {
                return hasEnded;
            }
        }
    }

    public override Task WaitForExitAsync(CancellationToken cancellationToken) => _exit.Value.WaitAsync(cancellationToken);

    // It fails if the program has ended, or now runs as a user that the caller may not kill.
    public override void Kill()
    {
        Interlocked.Exchange(ref _isReleased, 1);
        _ = Ntdll.TerminateProcess(_process, KilledExitCode);
    }

    protected override void Dispose(bool disposing)
    {
        _streams.Dispose();
        _thread.Dispose();
        _process.Dispose();
        _job?.Dispose();
        base.Dispose(disposing);
    }

    private void Apply(StartOptions options)
    {
        if (options.CpuAffinity is { } cpus)
        {
            int status = WindowsAffinity.Write(_process, cpus);
            if (NtStatus.Failed(status))
            {
                throw CallFailure.Status("NtSetInformationProcess(ProcessAffinityMask)", status).ToException(Pid);
            }
        }

        if (options.DieWithParent)
        {
            ParentDeathJobs.Keep(_job!, _exit.Value);
        }
    }

    private Task StartWait()
    {
        int error = Kernel32.Duplicate(_process.DangerousGetHandle(), isInheritable: false, out nint copy);
        return error == Win32Error.Success
            ? ExitWait.Start(new SafeProcessHandle(copy, ownsHandle: true), CancellationToken.None)
            : Task.FromException(CallFailure.Error("DuplicateHandle", error).ToException(Pid));
    }
}
