namespace Psutil.Platforms.Windows;

/// <summary>
/// What one capture, of one process or of all, reads once and shares: the process table, the sockets, the boot time, and the time that it
/// may wait for names of accounts.
/// </summary>
internal sealed class WindowsCaptureScope(WindowsNetwork network) : IDisposable
{
    private static readonly TimeSpan PatienceForNames = TimeSpan.FromSeconds(2);

    private ProcessTable? _table;
    private ILookup<int, NetworkConnection>? _sockets;
    private DateTimeOffset? _bootTime;

    /// <summary>How long the whole capture may wait for names of accounts.</summary>
    public WaitBudget NameBudget { get; } = new(PatienceForNames);

    /// <exception cref="SystemCallException">The table could not be read.</exception>
    public ProcessTable Table => _table ??= ProcessTable.Read();

    public IEnumerable<NetworkConnection> SocketsOf(int pid)
    {
        _sockets ??= network
            .GetConnections(ConnectionKinds.Inet, owners: true)
            .Where(socket => socket.Pid is not null)
            .ToLookup(socket => socket.Pid!.Value);
        return _sockets[pid];
    }

    /// <summary>The boot time, which is the start time of the kernel processes.</summary>
    public DateTimeOffset BootTime => _bootTime ??= WindowsBootTime.Read();

    public void Dispose() => _table?.Dispose();
}
