using System.Diagnostics;

namespace Psutil;

// Starting programs.
public abstract partial class Processes
{
    /// <summary>Starts a program. <see cref="ChildProcess.Dispose"/> leaves it running.</summary>
    /// <param name="startInfo">The program, its arguments, environment and working directory, and which streams are redirected.</param>
    /// <returns>The child, with its redirected standard streams.</returns>
    /// <exception cref="SystemCallException">The program could not be started: it does not exist, or the caller may not run it.</exception>
    public ChildProcess Start(ProcessStartInfo startInfo) => Start(startInfo, new StartOptions());

    /// <summary>Starts a program.</summary>
    /// <param name="startInfo">The program, its arguments, environment and working directory, and which streams are redirected.</param>
    /// <param name="killOnDispose">Whether <see cref="ChildProcess.Dispose"/> kills the child, but not its descendants
    /// (<see cref="ChildDisposal.Kill"/>), or leaves it running (<see cref="ChildDisposal.Leave"/>).</param>
    /// <returns>The child, with its redirected standard streams.</returns>
    /// <exception cref="SystemCallException">The program could not be started: it does not exist, or the caller may not run it.</exception>
    public ChildProcess Start(ProcessStartInfo startInfo, bool killOnDispose) =>
        Start(startInfo, new StartOptions { OnDispose = killOnDispose ? ChildDisposal.Kill : ChildDisposal.Leave });

    /// <summary>
    /// Starts a program in a session or a process group of its own, with limits, or bound to the life of the caller.
    /// </summary>
    /// <remarks>
    /// <para>
    /// On Linux, the library itself starts (<c>posix_spawn</c>) and collects a child with options other than
    /// <see cref="StartOptions.OnDispose"/>, and all options apply before the program runs. Its exit code is always known.
    /// <see cref="ProcessStartInfo.UserName"/>, <see cref="ProcessStartInfo.UseShellExecute"/> and
    /// <see cref="ProcessStartInfo.Arguments"/> are not supported then; give the arguments as
    /// <see cref="ProcessStartInfo.ArgumentList"/>.
    /// </para>
    /// <para>
    /// On macOS and the BSDs, the library itself starts and collects a child with <see cref="StartOptions.NewSession"/> or
    /// <see cref="StartOptions.NewProcessGroup"/>; the same is not supported then, nor is
    /// <see cref="ProcessStartInfo.WorkingDirectory"/> on OpenBSD and NetBSD.
    /// </para>
    /// <para>
    /// On Windows, the library itself starts (<c>CreateProcessW</c>) a child with <see cref="StartOptions.DieWithParent"/>,
    /// <see cref="StartOptions.TrackTree"/>, <see cref="StartOptions.CpuAffinity"/> or <see cref="StartOptions.ResourceLimits"/>:
    /// suspended, so that they hold before its first instruction. It inherits the handles of its standard streams and no others, and
    /// <see cref="ProcessStartInfo.UserName"/> and <see cref="ProcessStartInfo.UseShellExecute"/> are not supported then.
    /// </para>
    /// </remarks>
    /// <param name="startInfo">The program, its arguments, environment and working directory, and which streams are redirected.</param>
    /// <param name="options">How it is started, and what becomes of it.</param>
    /// <returns>The child, with its redirected standard streams.</returns>
    /// <exception cref="SystemCallException">The program could not be started: it does not exist, or the caller may not run it. Or an
    /// option could not be applied; then the child was killed.</exception>
    /// <exception cref="AccessDeniedException">An option could not be applied, for example because the caller may not raise a limit.
    /// The child was killed.</exception>
    /// <exception cref="PsutilTimeoutException">Linux: the child could not be set up within 20 s, for example because its working directory
    /// is on a file server that does not answer. It was killed before the program ran.</exception>
    /// <exception cref="PsutilNotSupportedException">This operating system does not offer one of the options. Nothing was
    /// started.</exception>
    /// <exception cref="ArgumentException">An option is not valid. Nothing was started.</exception>
    public ChildProcess Start(ProcessStartInfo startInfo, StartOptions options)
    {
        ArgumentNullException.ThrowIfNull(startInfo);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        EnsureOffered(options);
        return ChildProcess.Start(this, startInfo, options);
    }

    /// <summary>
    /// The start options that this operating system offers, besides those that are fields of a process (nice value, CPU affinity, resource
    /// limits): these are offered if <see cref="SupportedFields"/> has them. Windows offers some limits besides
    /// (<see cref="StartOptions.ResourceLimits"/>). On Linux, a sandbox that forbids leases of files (<c>F_SETLEASE</c>) takes away
    /// <see cref="StartFeatures.DieWithParent"/>, the cgroups and the resource limits.
    /// </summary>
    public virtual StartFeatures StartFeatures => StartFeatures.None;

    /// <summary>Starts a program. The options were checked.</summary>
    protected internal virtual StartedProgram StartProgram(ProcessStartInfo startInfo, StartOptions options) =>
        RuntimeProgram.Start(startInfo, options ?? throw new ArgumentNullException(nameof(options)));

    /// <summary>Applies the options that could not be applied before the program ran.</summary>
    protected internal virtual void ApplyToStarted(OSProcess child, StartOptions options)
    {
        ArgumentNullException.ThrowIfNull(child);
        ArgumentNullException.ThrowIfNull(options);
#pragma warning disable CA1416 // Only what this operating system has was let through.
        if (options.Nice is { } nice)
        {
            child.SetNice(nice);
        }

        if (options.CpuAffinity is { } cpus)
        {
            child.SetCpuAffinityCore(cpus);
        }

        foreach ((ResourceKind kind, ResourceLimit limit) in options.ResourceLimits ?? new Dictionary<ResourceKind, ResourceLimit>(0))
        {
            child.SetResourceLimit(kind, limit);
        }
#pragma warning restore CA1416
    }

    /// <summary>Whether a child can be started with a limit of this kind.</summary>
    private protected virtual bool CanLimitAtStart(ResourceKind kind) => (SupportedFields & ProcessFields.ResourceLimits) != 0;

    private void EnsureOffered(StartOptions options)
    {
        ThrowUnless(!options.NewSession || Offers(StartFeatures.NewSession), "A new session for a child");
        ThrowUnless(!options.NewProcessGroup || Offers(StartFeatures.NewProcessGroup), "A new process group for a child");
        ThrowUnless(!options.DieWithParent || Offers(StartFeatures.DieWithParent), "A child that dies with its parent");
        ThrowUnless(options.Cgroup is null || Offers(StartFeatures.Cgroup), "A cgroup for a child");
        ThrowUnless(!options.NewCgroup || Offers(StartFeatures.NewCgroup), "A new cgroup for a child");
        ThrowUnless(options.Nice is null || Has(ProcessFields.Nice), "A nice value");
        ThrowUnless(options.CpuAffinity is null || Has(ProcessFields.CpuAffinity), "A CPU affinity");
        ThrowUnless(options.ResourceLimits?.Keys.All(CanLimitAtStart) != false, "One of the resource limits");

        bool Offers(StartFeatures feature) => (StartFeatures & feature) != 0;

        bool Has(ProcessFields field) => (SupportedFields & field) != 0;

        void ThrowUnless(bool isOffered, string what)
        {
            if (!isOffered)
            {
                throw PsutilNotSupportedException.Here(what);
            }

            if (options.ChangesTheChild && !IsOfThisSystem)
            {
                throw OfAnotherSystem();
            }
        }
    }
}
