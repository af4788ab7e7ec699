using System.Diagnostics;
using System.Runtime.Versioning;

namespace Psutil;

/// <summary>A process that this one started, with its standard streams: psutil's <c>Popen</c>. Dispose it to give its streams back.</summary>
public sealed class ChildProcess : OSProcess, IDisposable
{
    private readonly Process _process;
    private readonly OSProcess? _handle;
    private readonly bool _killOnDispose;
    private readonly CancellationTokenSource _disposed = new();

    // Begun at the start: the kernel tells a signal from an exit code only to those who waited, and the runtime (128 and the signal's number) never does.
    private readonly Task<int?> _exit;

    private ChildProcess(Processes processes, Process process, OSProcess? handle, bool killOnDispose)
        : base(processes, handle?.Identity ?? new ProcessIdentity(process.Id, null))
    {
        _process = process;
        _handle = handle;
        _killOnDispose = killOnDispose;
        _exit = handle?.WaitAsync(_disposed.Token) ?? Task.FromResult<int?>(null);
    }

    /// <summary>What the child reads. Null unless it was redirected.</summary>
    public StreamWriter? StandardInput => _process.StartInfo.RedirectStandardInput ? _process.StandardInput : null;

    /// <summary>What the child prints. Null unless it was redirected.</summary>
    public StreamReader? StandardOutput => _process.StartInfo.RedirectStandardOutput ? _process.StandardOutput : null;

    /// <summary>What the child complains. Null unless it was redirected.</summary>
    public StreamReader? StandardError => _process.StartInfo.RedirectStandardError ? _process.StandardError : null;

    /// <inheritdoc/>
    public override ProcessSnapshot Capture(ProcessFields fields) => Handle.Capture(fields);

    /// <inheritdoc/>
    public override bool IsRunning() => _handle?.IsRunning() ?? false;

    /// <inheritdoc/>
    public override void Send(int signalNumber) => Handle.Send(signalNumber);

    /// <inheritdoc/>
    public override void Suspend() => Handle.Suspend();

    /// <inheritdoc/>
    public override void Resume() => Handle.Resume();

    /// <inheritdoc/>
    public override void Terminate() => Handle.Terminate();

    /// <inheritdoc/>
    public override void Kill() => Handle.Kill();

    /// <inheritdoc/>
    public override void SetNice(int nice) => Handle.SetNice(nice);

    /// <inheritdoc/>
    public override void SetPriorityClass(ProcessPriorityClass priorityClass) => Handle.SetPriorityClass(priorityClass);

    /// <inheritdoc/>
    [UnsupportedOSPlatform("macos")]
    [UnsupportedOSPlatform("freebsd")]
    [UnsupportedOSPlatform("openbsd")]
    [UnsupportedOSPlatform("netbsd")]
    public override void SetIOPriority(IOPriority priority) => Handle.SetIOPriority(priority);

    /// <inheritdoc/>
    [UnsupportedOSPlatform("macos")]
    [UnsupportedOSPlatform("openbsd")]
    [UnsupportedOSPlatform("netbsd")]
    public override void SetResourceLimit(ResourceKind kind, ResourceLimit limit) => Handle.SetResourceLimit(kind, limit);

    /// <inheritdoc/>
    [UnsupportedOSPlatform("macos")]
    [UnsupportedOSPlatform("openbsd")]
    [UnsupportedOSPlatform("netbsd")]
    public override void SetCpuAffinity(IReadOnlyCollection<int> cpus) => Handle.SetCpuAffinity(cpus);

    /// <inheritdoc/>
    public override int? Wait(TimeSpan? timeout = null)
    {
        if (timeout is { } limit)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(limit, TimeSpan.Zero, nameof(timeout));
            if (!_exit.Wait(limit))
            {
                throw new ProcessTimeoutException(Pid, limit);
            }
        }

        int? code = _exit.GetAwaiter().GetResult();
        _process.WaitForExit();
        return code ?? _process.ExitCode;
    }

    /// <inheritdoc/>
    public override async Task<int?> WaitAsync(CancellationToken cancellationToken = default)
    {
        int? code = await _exit.WaitAsync(cancellationToken).ConfigureAwait(false);
        await _process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        return code ?? _process.ExitCode;
    }

    /// <summary>Gives the streams back, and ends the child if that was asked for at its start.</summary>
    public void Dispose()
    {
        if (_killOnDispose && !_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _disposed.Cancel();
        _disposed.Dispose();
        _process.Dispose();
    }

    // A child that ended before it could be looked at has no identity: its PID may be anybody's by now.
    private OSProcess Handle => _handle ?? throw new NoSuchProcessException(Pid);

    internal static ChildProcess Start(Processes processes, ProcessStartInfo startInfo, bool killOnDispose)
    {
#pragma warning disable RS0030 // The one place that starts a process.
        Process process = Process.Start(startInfo) ?? throw new InvalidOperationException("No process was started.");
#pragma warning restore RS0030
        return new ChildProcess(processes, process, processes.TryGet(process.Id, out OSProcess? handle) ? handle : null, killOnDispose);
    }
}
