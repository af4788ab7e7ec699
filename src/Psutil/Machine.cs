using System.Runtime.InteropServices;
using Psutil.Platforms.FreeBsd;
using Psutil.Platforms.Linux;
using Psutil.Platforms.MacOS;
using Psutil.Platforms.NetBsd;
using Psutil.Platforms.OpenBsd;
using Psutil.Platforms.Windows;

namespace Psutil;

/// <summary>
/// A machine and everything that can be asked about it. <see cref="Local"/> is the one this process runs on;
/// <see cref="Open"/> reads another root, such as a host's <c>/proc</c> mounted in a container.
/// </summary>
/// <remarks>
/// Instances are safe for use by several threads at once. To fake one in tests, derive from it and from the facets it should have.
/// </remarks>
public abstract class Machine : IDisposable
{
    private static readonly Lazy<Machine> LocalMachine = new(() => Create(MachineOptions.Default));

    /// <summary>Makes a machine.</summary>
    protected Machine() { }

    /// <summary>The machine that this process runs on.</summary>
    /// <exception cref="PsutilNotSupportedException">This operating system is not supported.</exception>
    public static Machine Local => LocalMachine.Value;

    /// <summary>CPU times, percentages, counts, frequencies and load.</summary>
    public abstract Cpu Cpu { get; }

    /// <summary>Physical memory and swap.</summary>
    public abstract Memory Memory { get; }

    /// <summary>Partitions, their use and disk I/O.</summary>
    public abstract Disks Disks { get; }

    /// <summary>Network interfaces, their counters and addresses, and sockets.</summary>
    public abstract Network Network { get; }

    /// <summary>Temperatures, fans and the battery.</summary>
    public abstract Sensors Sensors { get; }

    /// <summary>The machine's processes.</summary>
    public abstract Processes Processes { get; }

    /// <summary>The services of Windows' service control manager; null on every other operating system.</summary>
    public virtual ServiceManager? Services => null;

    /// <summary>A machine read from other roots than this process's own, for the caller to dispose.</summary>
    /// <exception cref="PsutilNotSupportedException">This operating system is not supported.</exception>
    public static Machine Open(MachineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Create(options);
    }

    /// <summary>When the machine started, by its present clock (a clock that is set later moves it).</summary>
    /// <remarks>Linux: <c>btime</c> of <c>/proc/stat</c>, whole seconds. Windows: <c>SystemTimeOfDayInformation</c>.</remarks>
    /// <exception cref="SystemCallException">The source could not be read.</exception>
    public abstract DateTimeOffset GetBootTime();

    /// <summary>The sessions of the users who are logged in.</summary>
    /// <remarks>
    /// Linux: <c>utmp</c>, or systemd's sessions in <c>/run/systemd/sessions</c> where there is no utmp. Empty if neither exists. Windows:
    /// the sessions of the terminal services.
    /// </remarks>
    public abstract IReadOnlyList<UserSession> GetUserSessions();

    /// <summary>
    /// How much CPU and memory this process may really use: the tightest limit of its container or job; null where nothing limits it.
    /// </summary>
    /// <remarks>Linux: cgroup v1 or v2 of the calling process, with all its ancestors that can be seen. Windows: the job object.</remarks>
    public virtual MachineLimits GetLimits() => default;

    /// <summary>
    /// Closes what the machine keeps open. Calls that run in other threads end as they would; those that come later raise
    /// <see cref="ObjectDisposedException"/>. Disposing <see cref="Local"/> does nothing: the whole process shares it.
    /// </summary>
    /// <remarks>Linux: the descriptors of the machine's roots. Other operating systems keep none.</remarks>
    public void Dispose()
    {
        if (!LocalMachine.IsValueCreated || !ReferenceEquals(this, LocalMachine.Value))
        {
            Dispose(disposing: true);
            GC.SuppressFinalize(this);
        }
    }

    /// <summary>Closes what the machine keeps open.</summary>
    protected virtual void Dispose(bool disposing) { }

    // The one place that asks which operating system this is: called directly, it lets the trimmer drop the others.
    private static Machine Create(MachineOptions options)
    {
        if (OperatingSystem.IsLinux())
        {
            return new LinuxMachine(options);
        }

        if (OperatingSystem.IsWindows())
        {
            return new WindowsMachine(options);
        }

        if (OperatingSystem.IsFreeBSD())
        {
            return new FreeBsdMachine(options);
        }

        if (OperatingSystem.IsMacOS())
        {
            return new MacOSMachine(options, RuntimeInformation.ProcessArchitecture);
        }

        // No runtime has been released for these. Last, because older trimmers do not know the answer in advance.
#pragma warning disable RS0030
        if (OperatingSystem.IsOSPlatform("OPENBSD"))
        {
            return new OpenBsdMachine(options);
        }

        if (OperatingSystem.IsOSPlatform("NETBSD"))
        {
            return new NetBsdMachine(options);
        }
#pragma warning restore RS0030

        throw new PsutilNotSupportedException("Psutil does not support this operating system.");
    }
}
