namespace Psutil;

/// <summary>
/// How <see cref="Processes.Start(System.Diagnostics.ProcessStartInfo, StartOptions)"/> starts a program, and what becomes of it.
/// </summary>
/// <remarks>
/// An option that the operating system does not offer is refused before anything is started. If an option cannot be applied, the child is
/// killed and the call throws: no child runs without what was asked for.
/// </remarks>
public sealed class StartOptions
{
    /// <summary>
    /// What <see cref="ChildProcess.Dispose"/> does to a child that has not ended. <see cref="ChildDisposal.Leave"/> by default.
    /// </summary>
    public ChildDisposal OnDispose { get; init; } = ChildDisposal.Leave;

    /// <summary>
    /// Whether the child leads a new session, without a terminal, and with it a new process group: Ctrl+C in the caller's terminal does not
    /// reach it. False by default. Linux and macOS (<c>POSIX_SPAWN_SETSID</c>, before the program runs).
    /// </summary>
    public bool NewSession { get; init; }

    /// <summary>
    /// Whether the child leads a new process group: Ctrl+C in the caller's terminal does not reach it. False by default. Linux, macOS and
    /// the BSDs (<c>POSIX_SPAWN_SETPGROUP</c>, before the program runs), Windows (<c>CREATE_NEW_PROCESS_GROUP</c>).
    /// </summary>
    public bool NewProcessGroup { get; init; }

    /// <summary>
    /// Whether the child is killed when the calling process ends, however it ends: also by SIGKILL, and if the child was disposed. False by
    /// default. Linux, Windows.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Linux: the kernel sends SIGKILL when the last descriptor of a pipe is closed that only the calling process has
    /// (<c>F_SETSIG</c>, <c>F_SETOWN</c>). Unlike <c>PR_SET_PDEATHSIG</c>, this does not depend on the thread that started the child, and
    /// the child cannot undo it. With <see cref="NewSession"/> or <see cref="NewProcessGroup"/>, the whole group of the child is killed,
    /// else the child alone. It takes two descriptors, or four with a group. A child whose user the caller may not kill is not killed.
    /// </para>
    /// <para>
    /// Windows: the child belongs, from its start on, to a job object that ends its processes when the last handle is closed; so do its
    /// descendants, none of which can leave the job.
    /// </para>
    /// <para>On both systems this holds from before the program runs.</para>
    /// </remarks>
    public bool DieWithParent { get; init; }

    /// <summary>
    /// Whether the child's tree is tracked from its start (<see cref="ChildProcess.Tree"/>), so that no descendant is lost, however soon
    /// the child ends. <see cref="ChildDisposal.KillTree"/> then also ends the descendants of a child that has ended. False by default.
    /// </summary>
    /// <remarks>
    /// With <see cref="NewSession"/> or <see cref="NewProcessGroup"/> on Linux, this holds also for a child that ends within microseconds.
    /// Where the operating system collects children by itself or without those options, descendants of such a child can be missed.
    /// On Windows the child is started into a job object, which no descendant can leave, so nobody is missed. <see cref="TrackedTree"/>
    /// describes the rest.
    /// </remarks>
    public bool TrackTree { get; init; }

    /// <summary>
    /// The nice value of the child, -20 (most CPU time) to 19. Null, the default, for that of the caller. Linux (set before the program
    /// runs), macOS and the BSDs (set just after it was started).
    /// </summary>
    public int? Nice { get; init; }

    /// <summary>
    /// The CPUs that the child and its descendants may run on. Null, the default, for those of the caller. Linux and Windows (set before
    /// the program runs), FreeBSD (set just after it was started).
    /// </summary>
    public IReadOnlyCollection<int>? CpuAffinity { get; init; }

    /// <summary>
    /// Resource limits of the child and its descendants. Null, the default, for those of the caller. Linux: set before the program runs.
    /// FreeBSD: set just after it was started, in its first microseconds. Windows: <see cref="ResourceKind.CpuTime"/>,
    /// <see cref="ResourceKind.DataSize"/> and <see cref="ResourceKind.ProcessCount"/> alone, set before the program runs.
    /// </summary>
    /// <remarks>
    /// On Windows they are the soft limits of a job object, which nobody in it can leave or raise: of each process, the CPU time in user
    /// mode, at which it is ended, and its committed memory; and the number of processes in the job, the child and its descendants. They
    /// hold until the last of these has ended. The hard limits have no meaning there.
    /// </remarks>
    public IReadOnlyDictionary<ResourceKind, ResourceLimit>? ResourceLimits { get; init; }

    /// <summary>
    /// The directory of the cgroup that the child belongs to, such as <c>/sys/fs/cgroup/batch</c>, which must exist and which the caller
    /// must be allowed to change. Null, the default, for the cgroup of the caller. Linux: the child is moved (<c>cgroup.procs</c>) before
    /// the program runs.
    /// </summary>
    public string? Cgroup { get; init; }

    /// <summary>
    /// Whether the child is started in a new cgroup of its own, so that with <see cref="TrackTree"/> none of its descendants is missed,
    /// whatever sessions they make and whenever their parents end. False by default. Linux, where the caller may create cgroups
    /// (<see cref="StartFeatures.NewCgroup"/>): as root with cgroup v2, unless a container has mounted it read-only, or in a cgroup that
    /// was delegated to the user.
    /// </summary>
    /// <remarks>
    /// The cgroup is named <c>psutil-PID-…</c> after the caller. It is below <see cref="Cgroup"/>, or below the caller's own, so all limits
    /// of that hold for the child too. It is removed when the child is disposed. If processes are left in it then, it is removed after they
    /// have ended, when another child is started in a cgroup beside it, be it by another process.
    /// </remarks>
    public bool NewCgroup { get; init; }

    /// <summary>Whether the child differs from one that was started without options.</summary>
    internal bool ChangesTheChild =>
        NewSession
        || NewProcessGroup
        || DieWithParent
        || TrackTree
        || Nice is not null
        || CpuAffinity is not null
        || ResourceLimits is { Count: > 0 }
        || Cgroup is not null
        || NewCgroup;

    /// <summary>Checks the values; the rest depends on the operating system.</summary>
    internal void Check()
    {
        if (OnDispose == ChildDisposal.Unknown || !Enum.IsDefined(OnDispose))
        {
            throw new ArgumentOutOfRangeException(nameof(OnDispose), OnDispose, "The disposal of the child is not defined.");
        }

        if (Nice is { } nice)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(nice, LowestNice, nameof(Nice));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(nice, HighestNice, nameof(Nice));
        }

        if (CpuAffinity is { } cpus && (cpus.Count == 0 || cpus.Any(cpu => cpu < 0)))
        {
            throw new ArgumentException("At least one CPU must be given, and none can be negative.", nameof(CpuAffinity));
        }

        foreach ((ResourceKind kind, ResourceLimit limit) in ResourceLimits ?? new Dictionary<ResourceKind, ResourceLimit>(0))
        {
            if (kind == ResourceKind.Unknown || !Enum.IsDefined(kind))
            {
                throw new ArgumentOutOfRangeException(nameof(ResourceLimits), kind, "The resource is not defined.");
            }

            if (!limit.IsSoftWithinHard)
            {
                throw new ArgumentException("A soft limit cannot be above its hard limit.", nameof(ResourceLimits));
            }
        }

        if (Cgroup is { } cgroup)
        {
            ArgumentException.ThrowIfNullOrEmpty(cgroup, nameof(Cgroup));
        }
    }

    private const int LowestNice = -20;
    private const int HighestNice = 19;
}
