using System.Net.NetworkInformation;
using System.Runtime.Versioning;

namespace Psutil;

// Finding the processes that hold a file or a port.
public abstract partial class Processes
{
    /// <summary>The default timeout of <see cref="FindFileHolders(string, TimeSpan?)"/>: 30 s.</summary>
    public static readonly TimeSpan DefaultHolderTimeout = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Finds the processes that hold a file or directory: as an open file, the program they run, their working or root directory, or mapped
    /// into their memory. The file is identified by its device and inode, so its other names (hard links, bind mounts, an earlier name)
    /// give the same result.
    /// </summary>
    /// <remarks>
    /// Linux: the links in <c>/proc/PID</c>, read without waiting for network servers, and <c>/proc/PID/maps</c>. Symbolic links are
    /// followed. Repeated searches among many processes have the kernel name those that may hold the file, where BPF programs can be loaded
    /// (<see cref="MachineOptions.AllowBpf"/>), and read only these.
    /// </remarks>
    /// <param name="path">The path of the file or directory.</param>
    /// <param name="timeout">The time limit of the whole search: null, the default, for 30 s (<see cref="DefaultHolderTimeout"/>),
    /// <see cref="Timeout.InfiniteTimeSpan"/> for no limit. Processes that were not read by then are in
    /// <see cref="FileHolders.Unavailable"/>.</param>
    /// <exception cref="PsutilTimeoutException">The file system of <paramref name="path"/> did not answer in time.</exception>
    /// <exception cref="SystemCallException">The file does not exist, or cannot be read.</exception>
    /// <exception cref="AccessDeniedException">The caller may not access the file.</exception>
    /// <exception cref="PsutilNotSupportedException">Finding who holds a file is not supported on this operating system: all but
    /// Linux.</exception>
    [SupportedOSPlatform("linux")]
    public FileHolders FindFileHolders(string path, TimeSpan? timeout = null) =>
        FindFileHolders(path, null, timeout, CancellationToken.None);

    /// <summary>
    /// Finds the processes that hold a directory or anything below it: for a mount point, whatever keeps its file system from being
    /// unmounted. What is held is in <see cref="FileHolder.Paths"/>.
    /// </summary>
    /// <remarks>
    /// Linux, as <see cref="FindFileHolders(string, TimeSpan?)"/>. What belongs to the file system of a mount point is known by its device
    /// and by the mount; what is below another directory, by its path in the same file system, so that a process that sees it under another
    /// path (in a container) is not found. A path that is not a directory is a single file.
    /// </remarks>
    /// <param name="directory">The path of the directory or mount point.</param>
    /// <param name="timeout">The time limit of the whole search: null, the default, for 30 s (<see cref="DefaultHolderTimeout"/>),
    /// <see cref="Timeout.InfiniteTimeSpan"/> for no limit. Processes that were not read by then are in
    /// <see cref="FileHolders.Unavailable"/>.</param>
    /// <exception cref="PsutilTimeoutException">The file system of <paramref name="directory"/> did not answer in time.</exception>
    /// <exception cref="SystemCallException">The directory does not exist, or cannot be read.</exception>
    /// <exception cref="AccessDeniedException">The caller may not access the directory.</exception>
    /// <exception cref="PsutilNotSupportedException">Finding who holds a file is not supported on this operating system: all but
    /// Linux.</exception>
    [SupportedOSPlatform("linux")]
    public FileHolders FindHoldersBelow(string directory, TimeSpan? timeout = null) =>
        FindFileHolders(directory, null, timeout, CancellationToken.None, includeContents: true);

    /// <inheritdoc cref="FindHoldersBelow(string, TimeSpan?)"/>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    [SupportedOSPlatform("linux")]
    public Task<FileHolders> FindHoldersBelowAsync(
        string directory,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default
    ) =>
        BlockingCall.RunAsync(() => FindFileHolders(directory, null, timeout, cancellationToken, includeContents: true), cancellationToken);

    /// <inheritdoc cref="FindFileHolders(string, TimeSpan?)"/>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    [SupportedOSPlatform("linux")]
    public Task<FileHolders> FindFileHoldersAsync(string path, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        BlockingCall.RunAsync(() => FindFileHolders(path, null, timeout, cancellationToken), cancellationToken);

    /// <summary>
    /// Finds the processes that listen on a TCP port or are bound to a UDP port, on any address. Established connections do not count.
    /// </summary>
    /// <remarks>
    /// The sources are those of <see cref="Network.GetConnections"/>. Linux: the sockets of the caller's network namespace.
    /// </remarks>
    /// <param name="port">The port, 1 to 65535.</param>
    /// <param name="kinds">The kinds of sockets: TCP and UDP (<see cref="ConnectionKinds.Inet"/>) by default. UNIX sockets, which have no
    /// ports, are ignored.</param>
    /// <exception cref="PsutilException">The list of sockets or of processes could not be read.</exception>
    public PortHolders FindPortHolders(int port, ConnectionKinds kinds = ConnectionKinds.Inet)
    {
        CheckPort(port, kinds);
        return FindPortHoldersCore(port, new PortHolderOptions { Kinds = kinds });
    }

    /// <summary>Finds the processes that hold a file. The path is not empty.</summary>
    protected virtual FileHolders FindFileHoldersCore(string path, FileHolderOptions options) =>
        throw PsutilNotSupportedException.Here("Finding who holds a file");

    /// <summary>Finds the processes that hold a port. The port and the kinds were checked.</summary>
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

    internal FileHolders FindFileHolders(
        string path,
        OSProcess? process,
        TimeSpan? timeout,
        CancellationToken cancellationToken,
        bool includeContents = false
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        TimeSpan? limit = TimeLimit.Check(timeout, DefaultHolderTimeout);
        FileHolderOptions options = new()
        {
            Timeout = limit,
            Process = process,
            IncludeContents = includeContents,
            CancellationToken = cancellationToken,
        };
        return FindFileHoldersCore(path, options);
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

    /// <summary>Whether a socket listens on a port or is bound to it, as opposed to an established connection.</summary>
    internal static bool HoldsPort(NetworkConnection socket, int port, ConnectionKinds kinds) =>
        (socket.Kind & kinds & ConnectionKinds.Inet) != 0 && socket.LocalEndPoint?.Port == port && socket.State is null or TcpState.Listen;
}
