using System.Diagnostics;
using System.Runtime.Versioning;

namespace Psutil;

/// <summary>
/// A process that the calling process started, with its standard streams: <c>Popen</c> of psutil. Dispose it to close the streams.
/// </summary>
public sealed class ChildProcess : OSProcess, IDisposable
{
    // If a signal ended a child, the runtime's exit code is this plus the number of the signal, as in a shell.
    private const int FirstSignalCode = 128;

    // The maximum wait for the runtime to collect a child that has ended.
    private static readonly TimeSpan LongestCollection = TimeSpan.FromSeconds(10);

    private readonly StartedProgram _program;
    private readonly OSProcess? _handle;
    private readonly bool _isSure;
    private readonly ChildDisposal _onDispose;
    private readonly CancellationTokenSource _disposal = new();

    // The wait begins at the start of the child, because only a wait distinguishes a signal from an exit code. The runtime does not (128
    // plus the number of the signal).
    private readonly Task<int?> _exit;

    private readonly Processes _processes;
    private int _isDisposed;

    // The exit code that was returned first, for every later wait; null until then.
    private object? _exitCode;

    private ChildProcess(Processes processes, StartedProgram program, OSProcess? handle, ChildDisposal onDispose)
        : base(processes, handle?.Identity ?? new ProcessIdentity(program.Pid, null))
    {
        _processes = processes;
        _program = program;
        _handle = handle;
        handle?.NoteStart(program);
        _onDispose = onDispose;
        _exit = handle?.WaitCoreAsync(_disposal.Token) ?? Task.FromResult<int?>(null);

        // A child that the runtime has not collected still has its PID. After that, the PID may have been reused before the child was
        // found.
        _isSure = !program.HasExited;
        if (!_isSure && handle?.IsRunning() == true)
        {
            _handle = null;
            _exit = Task.FromResult<int?>(null);
            _disposal.Cancel();
        }

        if (_handle is not null)
        {
            processes.Exits.Follow(Identity, WaitCoreAsync(_disposal.Token));
        }
    }

    /// <summary>The standard input of the child, to write to; null if it was not redirected.</summary>
    public StreamWriter? StandardInput => _program.StandardInput;

    /// <summary>The standard output of the child; null if it was not redirected.</summary>
    public StreamReader? StandardOutput => _program.StandardOutput;

    /// <summary>The standard error of the child; null if it was not redirected.</summary>
    public StreamReader? StandardError => _program.StandardError;

    /// <summary>
    /// The child and its descendants, tracked since the start (<see cref="StartOptions.TrackTree"/>); null if that was not requested, or,
    /// on other systems than Linux and Windows, if the child ended before it could be found. Can be used also after the child has ended.
    /// Disposed with the child.
    /// </summary>
    public TrackedTree? Tree { get; private set; }

    /// <inheritdoc/>
    protected internal override ProcessSnapshot CaptureCore(ProcessFields fields) => Handle.Capture(fields);

    /// <inheritdoc/>
    public override bool IsRunning() => _handle?.IsRunning() ?? false;

    /// <inheritdoc/>
    public override bool HasEnded() => _handle?.HasEnded() ?? true;

    /// <inheritdoc/>
    protected internal override void SendCore(int signalNumber) => Handle.SendCore(signalNumber);

    /// <inheritdoc/>
    public override void Suspend() => Handle.Suspend();

    /// <inheritdoc/>
    public override void Resume() => Handle.Resume();

    /// <inheritdoc/>
    public override void Terminate() => Handle.Terminate();

    /// <inheritdoc/>
    public override void Kill() => Handle.Kill();

    /// <inheritdoc/>
    [UnsupportedOSPlatform("windows")]
    public override void SetNice(int nice) => Handle.SetNice(nice);

    /// <inheritdoc/>
    [SupportedOSPlatform("windows")]
    public override void SetPriorityClass(ProcessPriorityClass priorityClass) => Handle.SetPriorityClass(priorityClass);

    /// <inheritdoc/>
    protected internal override void SetIOPriorityCore(IOPriority priority) => Handle.SetIOPriorityCore(priority);

    /// <inheritdoc/>
    [UnsupportedOSPlatform("macos")]
    [UnsupportedOSPlatform("openbsd")]
    [UnsupportedOSPlatform("netbsd")]
    [UnsupportedOSPlatform("windows")]
    public override void SetResourceLimit(ResourceKind kind, ResourceLimit limit) => Handle.SetResourceLimit(kind, limit);

    /// <inheritdoc/>
    protected internal override void SetCpuAffinityCore(IReadOnlyCollection<int> cpus) => Handle.SetCpuAffinityCore(cpus);

    /// <inheritdoc/>
    protected internal override void ResetCpuAffinityCore() => Handle.ResetCpuAffinityCore();

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The object was disposed. Use a handle from <see cref="Processes.Get(int)"/> to wait after
    /// that.</exception>
    protected internal override bool TryWaitCore(TimeSpan? timeout, out int? exitCode)
    {
        ObjectDisposedException.ThrowIf(_isDisposed != 0, this);
        int? code = null;
        exitCode = null;
        if (_handle is not null)
        {
            // The task completes a moment after the process has ended, so it is not enough. But it has the exit code of a child that was
            // collected before this wait.
            if (!_exit.IsCompletedSuccessfully && !_handle.TryWaitCore(timeout, out code))
            {
                return false;
            }

            AwaitEnd(_exit);
        }
        else if (!_program.WaitForExit(timeout is { TotalMilliseconds: <= int.MaxValue } allowed ? allowed : Timeout.InfiniteTimeSpan))
        {
            return false;
        }

        _program.WaitForExit(LongestCollection);
        exitCode = ToExitCode(_exit.IsCompletedSuccessfully ? _exit.Result ?? code : code);
        return true;
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The object was disposed. Use a handle from <see cref="Processes.Get(int)"/> to wait after
    /// that.</exception>
    protected internal override async Task<int?> WaitCoreAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed != 0, this);
        int? code = null;
        try
        {
            code = await _exit.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_isDisposed != 0 && !cancellationToken.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(ChildProcess));
        }
        catch (OperationCanceledException) when (_handle is { } handle && handle.TryWaitCore(TimeSpan.Zero, out code))
        {
            // On a busy machine a timeout can be noticed before the end that came first.
            return ToExitCode(code);
        }
        catch (SystemCallException)
        {
            // The wait could not be set up, for example because no descriptors are left. The runtime waits too.
        }

        await _program.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        return ToExitCode(code);
    }

    /// <summary>Closes the streams, and ends the child as <see cref="StartOptions.OnDispose"/> says.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        // A tree may live on when the child has ended.
        if (_onDispose != ChildDisposal.Leave && (Tree is not null || !_program.HasExited))
        {
            EndIfAllowed();
        }

        Tree?.Dispose();

        // Asked once: it may end at any moment.
        bool hasExited = _program.HasExited;
        if (_handle is not null && hasExited)
        {
            AwaitEnd(_exit);
            if (ToExitCode(_exit.IsCompletedSuccessfully ? _exit.Result : null) is { } code)
            {
                _processes.Exits.Remember(Identity, code);
            }
        }

        _disposal.Cancel();
        _disposal.Dispose();
        if (_handle is not null && !hasExited)
        {
            LetGo(_handle);
        }

        _program.Dispose();
    }

    /// <summary>Has a child that still runs followed like any other process, for handles that wait for it later.</summary>
    private void LetGo(OSProcess handle)
    {
        _processes.Exits.FollowAsAnyOther(handle);

        // It may have ended, and been collected, before that.
        if (!handle.IsRunning() && _program.WaitForExit(LongestCollection) && ToExitCode(null) is { } code)
        {
            _processes.Exits.Remember(Identity, code);
        }
    }

    // A child that ended before it was found has no identity: its PID may have been reused.
    private OSProcess Handle => _handle ?? throw new NoSuchProcessException(Pid);

    internal static ChildProcess Start(Processes processes, ProcessStartInfo startInfo, StartOptions options)
    {
        StartedProgram program = processes.StartProgram(startInfo, options);
        ChildProcess? child = null;
        try
        {
            // Among the processes of another root or PID namespace, its PID can be another process's.
            OSProcess? handle = processes.IsOfThisSystem && processes.TryGet(program.Pid, out OSProcess? found) ? found : null;
            child = new ChildProcess(processes, program, handle, options.OnDispose);

            // Before the child can be collected: a tree is found by its root, which may have ended already.
            child.Tree =
                options.TrackTree && handle is not null
                    ? new TrackedTree(processes, handle, new TrackTreeOptions(), mayHaveEnded: true, program.Members)
                    : null;
            program.BeforeCollection = child.Tree is null ? null : child.Tree.FindWhatRootLeaves;
            program.AllowCollection();
            child.Apply(options);
            return child;
        }
        catch
        {
            // A start that failed must not leave a process behind.
            program.Kill();
            child?.Tree?.Dispose();
            program.AllowCollection();
            program.Dispose();
            throw;
        }
    }

    private void Apply(StartOptions options)
    {
        try
        {
            if (_handle is not null)
            {
                _processes.ApplyToStarted(_handle, options);
            }
        }
        catch (NoSuchProcessException)
        {
            // It has ended already.
        }
    }

    private static void AwaitEnd(Task exit)
    {
        try
        {
            exit.Wait(LongestCollection);
        }
        catch (AggregateException)
        {
            // The wait could not be set up, or was cancelled. The runtime knows of the end too.
        }
    }

    private void EndIfAllowed()
    {
        try
        {
            switch (_onDispose)
            {
                case ChildDisposal.Terminate:
                    _handle?.Terminate();
                    return;
                case ChildDisposal.KillTree when Tree is not null:
                    Tree.Kill();
                    break;
                case ChildDisposal.KillTree when _handle is not null:
                    _handle.KillTree();
                    break;
                default:
                    KillAlone();
                    break;
            }

            _program.WaitForExit(LongestCollection);
        }
        catch (PsutilException)
        {
            // It has ended, or now runs as a user that the caller may not kill. Disposing cannot change that.
        }
    }

    private void KillAlone()
    {
        if (_handle is null)
        {
            _program.Kill();
        }
        else
        {
            _handle.Kill();
        }
    }

    /// <summary>
    /// The exit code that was observed, or else the one that the runtime collected. For a child that was found too late, only the
    /// difference between a signal and an exit code is taken from the observation.
    /// </summary>
    private int? ToExitCode(int? seen)
    {
        int? exitCode = seen;
        if (_program.HasExited && _program.ExitCode is { } collected)
        {
            exitCode = seen is { } code && (_isSure || code == FirstSignalCode - collected) ? code : collected;
        }

        return exitCode is { } known ? (int)(Interlocked.CompareExchange(ref _exitCode, known, null) ?? known) : null;
    }
}
