using System.Net.NetworkInformation;
using System.Runtime.Versioning;

namespace Psutil;

// Who holds a file or a port.
public abstract partial class Processes
{
    /// <summary>How long <see cref="FindFileHolders(string, TimeSpan?)"/> looks if it is given no time.</summary>
    public static readonly TimeSpan DefaultHolderTimeout = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The processes that hold a file or directory: as an open file, the program they run, their working or root directory, or mapped into
    /// their memory. The file is known by its device and inode, so that other names of it (hard links, bind mounts, the name it had before)
    /// lead to the same holders.
    /// </summary>
    /// <remarks>
    /// Linux: the links in <c>/proc/PID</c>, asked without waiting for network servers, and <c>maps</c>. A symbolic link stands for what it
    /// leads to.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="timeout">How long to look, in all; null for <see cref="DefaultHolderTimeout"/>,
    /// <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes. Processes that were not looked at by then are named in the
    /// result.</param>
    /// <exception cref="PsutilTimeoutException">The file system of <paramref name="path"/> itself did not answer.</exception>
    /// <exception cref="SystemCallException">There is no such file.</exception>
    /// <exception cref="AccessDeniedException">The caller may not see the file.</exception>
    /// <exception cref="PsutilNotSupportedException">This operating system does not tell.</exception>
    [SupportedOSPlatform("linux")]
    public FileHolders FindFileHolders(string path, TimeSpan? timeout = null) => FindFileHolders(path, timeout, CancellationToken.None);

    /// <inheritdoc cref="FindFileHolders(string, TimeSpan?)"/>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    [SupportedOSPlatform("linux")]
    public Task<FileHolders> FindFileHoldersAsync(string path, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        BlockingCall.RunAsync(() => FindFileHolders(path, timeout, cancellationToken), cancellationToken);

    /// <summary>
    /// The processes that listen on a TCP port or are bound to a UDP port, on whatever address. Connections to such a port do not count.
    /// </summary>
    /// <remarks>Linux: the sockets of the caller's network namespace.</remarks>
    /// <param name="port">The port, 1 to 65535.</param>
    /// <param name="kinds">Which kinds of sockets; those that have no ports are ignored.</param>
    /// <exception cref="PsutilException">The list of sockets or of processes could not be read.</exception>
    public PortHolders FindPortHolders(int port, ConnectionKinds kinds = ConnectionKinds.Inet)
    {
        CheckPort(port, kinds);
        return FindPortHoldersCore(port, new PortHolderOptions { Kinds = kinds });
    }

    /// <summary>The processes that hold a file. The path is not empty.</summary>
    protected virtual FileHolders FindFileHoldersCore(string path, FileHolderOptions options) =>
        throw PsutilNotSupportedException.Here("Finding who holds a file");

    /// <summary>The processes that hold a port. The port and the kinds were checked.</summary>
    protected virtual PortHolders FindPortHoldersCore(int port, PortHolderOptions options)
    {
        ConnectionKinds kinds = options.Kinds;
        List<PortHolder> holders = [];
        Dictionary<OSProcess, Unavailability> unavailable = [];
        foreach (ProcessSnapshot snapshot in Capture(ProcessFields.Connections))
        {
            if (snapshot.Unavailable.TryGetValue(ProcessFields.Connections, out Unavailability reason))
            {
                if (reason.Reason is not (UnavailableReason.Gone or UnavailableReason.Zombie))
                {
                    unavailable[FromIdentity(snapshot.Identity)] = reason;
                }

                continue;
            }

            NetworkConnection[] sockets = [.. snapshot.Connections?.Where(socket => HoldsPort(socket, port, kinds)) ?? []];
            if (sockets.Length > 0)
            {
                holders.Add(new PortHolder { Process = FromIdentity(snapshot.Identity), Connections = sockets });
            }
        }

        return new PortHolders
        {
            Holders = holders,
            Unowned = [],
            Unavailable = unavailable,
        };
    }

    private FileHolders FindFileHolders(string path, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        TimeSpan? limit = TimeLimit.Check(timeout, DefaultHolderTimeout);
        return FindFileHoldersCore(path, new FileHolderOptions { Timeout = limit, CancellationToken = cancellationToken });
    }

    private static void CheckPort(int port, ConnectionKinds kinds)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, ushort.MaxValue);
        if ((kinds & ConnectionKinds.Inet) == ConnectionKinds.None)
        {
            throw new ArgumentException("The kinds must include TCP or UDP: other sockets have no ports.", nameof(kinds));
        }
    }

    /// <summary>Whether a socket is on a port for others to find it there, rather than for a connection of its own.</summary>
    internal static bool HoldsPort(NetworkConnection socket, int port, ConnectionKinds kinds) =>
        (socket.Kind & kinds & ConnectionKinds.Inet) != 0 && socket.LocalEndPoint?.Port == port && socket.State is null or TcpState.Listen;
}
