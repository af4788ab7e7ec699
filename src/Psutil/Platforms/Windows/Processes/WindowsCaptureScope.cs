using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows;

/// <summary>
/// What one capture, of one process or of all, reads once and shares: the process table, the sockets, the drive letters, the GPUs, the boot
/// time, and the time that it may wait. Several threads may use it after <see cref="Prepare"/>.
/// </summary>
internal sealed class WindowsCaptureScope(WindowsNetwork network, Func<DriveMap> readDrives) : IDisposable
{
    private static readonly TimeSpan PatienceForNames = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PatienceForStarts = TimeSpan.FromSeconds(1);

    private ProcessTable? _table;
    private ILookup<int, NetworkConnection>? _sockets;
    private DriveMap? _drives;
    private DateTimeOffset? _bootTime;
    private WindowsGpuAdapters? _gpus;

    /// <summary>How long the whole capture may wait for names of accounts.</summary>
    public WaitBudget NameBudget { get; } = new(PatienceForNames);

    /// <summary>How long the whole capture may wait for processes that are starting.</summary>
    public WaitBudget StartBudget { get; } = new(PatienceForStarts);

    /// <summary>The GPUs, and how long the whole capture may wait for what processes use of them.</summary>
    public WindowsGpuAdapters Gpus => _gpus ??= WindowsGpuAdapters.List(Gdi32.OfSystem);

    /// <exception cref="SystemCallException">The table could not be read.</exception>
    public ProcessTable Table => _table ??= ProcessTable.Read();

    public DriveMap Drives => _drives ??= readDrives();

    /// <summary>The boot time, which is the start time of the kernel processes.</summary>
    public DateTimeOffset BootTime => _bootTime ??= WindowsBootTime.Read();

    private ILookup<int, NetworkConnection> Sockets =>
        _sockets ??= network
            .GetConnections(ConnectionKinds.Inet, owners: true)
            .Where(socket => socket.Pid is not null)
            .ToLookup(socket => socket.Pid!.Value);

    public IEnumerable<NetworkConnection> SocketsOf(int pid) => Sockets[pid];

    /// <summary>Reads what the fields need of all that is shared, before several threads do.</summary>
    /// <exception cref="PsutilException">The table or the sockets could not be read.</exception>
    public void Prepare(ProcessFields fields)
    {
        _ = Table.Given;
        _ = BootTime;
        _ = Drives;
        _ = fields.Wants(ProcessFields.Connections) ? Sockets : null;
        _ = fields.Wants(ProcessFields.Gpu) ? Gpus : null;
    }

    public void Dispose() => _table?.Dispose();
}
