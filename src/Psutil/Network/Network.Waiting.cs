using System.Net;
using System.Net.NetworkInformation;

namespace Psutil;

// Waiting for a listener.
public abstract partial class Network
{
    // A dump of all listening sockets costs less than a millisecond, unless there are thousands of sockets.
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    /// <summary>Waits until a process listens on a TCP port, in the caller's network namespace. Returns at once if one does.</summary>
    /// <param name="port">The port, 1 to 65535.</param>
    /// <param name="timeout">How long to wait: null, the default, or <see cref="Timeout.InfiniteTimeSpan"/> for no limit, zero to check
    /// once.</param>
    /// <returns>The listening socket. Its process is null; <see cref="Processes.FindPortHolders"/> finds it.</returns>
    /// <remarks>No operating system reports a new listener: the sockets are read repeatedly, at most every 250 ms.</remarks>
    /// <exception cref="PsutilTimeoutException">No process has listened on the port in time.</exception>
    /// <exception cref="PsutilException">The sockets could not be read.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is not one, or the timeout is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    public NetworkConnection WaitForListener(int port, TimeSpan? timeout = null) =>
        WaitForListenerAsync(port, timeout, CancellationToken.None).GetAwaiter().GetResult();

    /// <inheritdoc cref="WaitForListener"/>
    /// <param name="port">The port, 1 to 65535.</param>
    /// <param name="timeout">How long to wait: null, the default, or <see cref="Timeout.InfiniteTimeSpan"/> for no limit, zero to check
    /// once.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async Task<NetworkConnection> WaitForListenerAsync(
        int port,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, IPEndPoint.MaxPort);
        string what = string.Create(CultureInfo.InvariantCulture, $"no process listens on TCP port {port}");
        using ConditionWait wait = new(what, TimeLimit.Check(timeout), Clock, cancellationToken);
        TimeSpan pause = FirstPause;
        while (true)
        {
            if (FindListener(port) is { } listener)
            {
                return listener;
            }

            await wait.PauseAsync(pause).ConfigureAwait(false);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private NetworkConnection? FindListener(int port) =>
        GetConnections(ConnectionKinds.Tcp, owners: false)
            .FirstOrDefault(socket => socket.State == TcpState.Listen && socket.LocalEndPoint is IPEndPoint local && local.Port == port);
}
