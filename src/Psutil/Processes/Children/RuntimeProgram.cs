using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Psutil;

/// <summary>A program that .NET's <see cref="Process"/> started and collects.</summary>
internal sealed class RuntimeProgram : StartedProgram
{
    private readonly Process _process;

    // One wait for everybody: Process adds and removes the handlers of its event without a lock, so that one of two waits could lose its
    // own and never end.
    private readonly Lazy<Task> _exit;

    private RuntimeProgram(Process process)
    {
        _process = process;
        _exit = new Lazy<Task>(() => process.WaitForExitAsync());
    }

    public override int Pid => _process.Id;

    public override StreamWriter? StandardInput => _process.StartInfo.RedirectStandardInput ? _process.StandardInput : null;

    public override StreamReader? StandardOutput => _process.StartInfo.RedirectStandardOutput ? _process.StandardOutput : null;

    public override StreamReader? StandardError => _process.StartInfo.RedirectStandardError ? _process.StandardError : null;

    public override bool HasExited => _process.HasExited;

    public override int? ExitCode => _process.ExitCode;

    /// <summary>Whether it was started as the leader of a process group.</summary>
    [SupportedOSPlatform("windows")]
    public bool LeadsProcessGroup => _process.StartInfo.CreateNewProcessGroup;

    public static RuntimeProgram Start(ProcessStartInfo startInfo, StartOptions options)
    {
        if (options.NewProcessGroup)
        {
#pragma warning disable CA1416 // Asked for only where StartFeatures offers it; on Linux another class starts such a program.
            startInfo.CreateNewProcessGroup = true;
#pragma warning restore CA1416
        }

        try
        {
#pragma warning disable RS0030 // The one place that starts a process by the runtime.
            return new RuntimeProgram(Process.Start(startInfo) ?? throw new InvalidOperationException("No process was started."));
#pragma warning restore RS0030
        }
        catch (Win32Exception exception)
        {
            string reason = Marshal.GetPInvokeErrorMessage(exception.NativeErrorCode).TrimEnd('.', ' ');
            throw new SystemCallException(
                new SystemCallError
                {
                    SystemCall = $"start({startInfo.FileName})",
                    ErrorCode = exception.NativeErrorCode,
                    Description = reason,
                }
            );
        }
    }

    public override bool WaitForExit(TimeSpan timeout) => _process.WaitForExit(timeout);

    public override Task WaitForExitAsync(CancellationToken cancellationToken) => _exit.Value.WaitAsync(cancellationToken);

    public override void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (Win32Exception)
        {
            // It now runs as a user that the caller may not kill.
        }
    }

    protected override void Dispose(bool disposing)
    {
        _process.Dispose();
        base.Dispose(disposing);
    }
}
