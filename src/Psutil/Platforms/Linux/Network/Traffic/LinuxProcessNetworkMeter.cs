using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>The meter of the traffic of processes, by the best source that can be used.</summary>
internal sealed class LinuxProcessNetworkMeter : ProcessNetworkMeter
{
    private readonly ITrafficSource _source;

    // A descriptor must not be closed, and its number reused, while another thread reads from it.
    private readonly Lock _disposal = new();
    private bool _isReading;
    private bool _isDisposed;

    private LinuxProcessNetworkMeter(ITrafficSource source, string? fallbackReason, TimeProvider clock)
        : base(clock)
    {
        _source = source;
        FallbackReason = fallbackReason;
    }

    public override ProcessNetworkSource Source => _source.Kind;

    public override string? FallbackReason { get; }

    /// <summary>Opens a meter.</summary>
    /// <param name="roots">The local machine.</param>
    /// <param name="clock">The clock of the rates.</param>
    /// <param name="mostProcesses">The size of the kernel's table.</param>
    public static LinuxProcessNetworkMeter Open(LinuxRoots roots, TimeProvider clock, int mostProcesses = BpfTraffic.UsualMostProcesses)
    {
        if (!roots.IsLocalProc)
        {
            throw new PsutilNotSupportedException("Traffic is counted by the running kernel, not in the files of another root.");
        }

        if (BpfTraffic.TryOpen(roots, mostProcesses, out BpfTraffic? traffic, out BpfRefusal? refusal))
        {
            return new LinuxProcessNetworkMeter(traffic, null, clock);
        }

        // The verifier's log is for developers of the programs.
        string reason = (refusal with { Log = null }).ToString();
        PsutilEventSource.Log.SourceSkipped("BPF (traffic of processes)", refusal.ToString());
        return OpenTcpSockets(roots, clock, reason);
    }

    /// <summary>Opens a meter that uses no BPF.</summary>
    public static LinuxProcessNetworkMeter OpenTcpSockets(LinuxRoots roots, TimeProvider clock, string reason)
    {
        ReadResult opened = TcpSocketTraffic.Open(roots.Proc, out TcpSocketTraffic sockets);
        return opened.Failed ? throw ToException(in opened) : new LinuxProcessNetworkMeter(sockets, reason, clock);
    }

    protected override NetworkUseSample ReadCore()
    {
        lock (_disposal)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _isReading = true;
        }

        try
        {
            ReadResult result = _source.Read(out NetworkUseSample? sample);
            return sample ?? throw ToException(in result);
        }
        finally
        {
            lock (_disposal)
            {
                _isReading = false;
                if (_isDisposed)
                {
                    _source.Dispose();
                }
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            lock (_disposal)
            {
                _isDisposed = true;

                // A reading on another thread releases the source itself when it ends, which may take long.
                if (!_isReading)
                {
                    _source.Dispose();
                }
            }
        }

        base.Dispose(disposing);
    }

    private static PsutilException ToException(in ReadResult failure)
    {
        SystemCallError error = new()
        {
            SystemCall = failure.Call!,
            ErrorCode = failure.Error,
            Description = Errno.Describe(failure.Error),
        };
        return failure.Error is Errno.EACCES or Errno.EPERM ? new AccessDeniedException(error) : new SystemCallException(error);
    }
}
