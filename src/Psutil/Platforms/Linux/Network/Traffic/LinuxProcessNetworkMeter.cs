using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>The meter of the traffic of processes, by the best source that can be used.</summary>
internal sealed class LinuxProcessNetworkMeter : ProcessNetworkMeter
{
    private const string NotAllowed =
        "It is not allowed: ProcessNetworkMeterOptions.AllowBpf is false, or the environment variable PSUTIL_BPF is 0.";

    private readonly ITrafficSource _source;

    // A descriptor must not be closed, and its number reused, while another thread reads from it.
    private readonly Lock _disposal = new();
    private bool _isReading;
    private bool _isDisposed;

    private LinuxProcessNetworkMeter(ITrafficSource source, string? fallbackReason, TimeProvider clock, ProcessNetworkMeterOptions? options)
        : base(clock, options)
    {
        _source = source;
        FallbackReason = fallbackReason;
    }

    public override ProcessNetworkSource Source => _source.Kind;

    public override string SourceName => _source.Name;

    public override string? FallbackReason { get; }

    /// <summary>Opens a meter.</summary>
    /// <param name="roots">The local machine.</param>
    /// <param name="clock">The clock of the rates.</param>
    /// <param name="options">What is asked for; null for the defaults.</param>
    /// <param name="sizes">The sizes of the kernel's tables; null for the usual ones.</param>
    public static LinuxProcessNetworkMeter Open(
        LinuxRoots roots,
        TimeProvider clock,
        ProcessNetworkMeterOptions? options = null,
        BpfTrafficSizes? sizes = null
    )
    {
        options ??= new ProcessNetworkMeterOptions();
        if (!roots.IsLocalProc)
        {
            throw new PsutilNotSupportedException("Traffic is counted by the running kernel, not in the files of another root.");
        }

        if (!options.AllowBpf)
        {
            return OpenTcpSockets(roots, clock, NotAllowed, options);
        }

        sizes ??= BpfTrafficSizes.Usual(options.IncludeConnections);
        if (BpfTraffic.TryOpen(roots, sizes, out BpfTraffic? traffic, out BpfRefusal? refusal))
        {
            return new LinuxProcessNetworkMeter(traffic, null, clock, options);
        }

        // The verifier's log is for developers of the programs.
        string reason = (refusal with { Log = null }).ToString();
        PsutilEventSource.Log.SourceSkipped("BPF (traffic of processes)", refusal.ToString());
        return OpenTcpSockets(roots, clock, reason, options);
    }

    /// <summary>Opens a meter that uses no BPF.</summary>
    public static LinuxProcessNetworkMeter OpenTcpSockets(
        LinuxRoots roots,
        TimeProvider clock,
        string reason,
        ProcessNetworkMeterOptions? options = null
    )
    {
        ReadResult opened = TcpSocketTraffic.Open(
            roots.Proc,
            options?.IncludeConnections == true,
            options?.Process,
            out TcpSocketTraffic sockets
        );
        return opened.Failed ? throw ToException(in opened) : new LinuxProcessNetworkMeter(sockets, reason, clock, options);
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
