namespace Psutil.Diagnostics;

/// <summary>
/// The limits that a health check tests. A value beyond its limit, or one that cannot be read, fails the check; one that this system does
/// not have degrades it.
/// </summary>
public sealed class PsutilHealthOptions
{
    // A probe that is waited for a few seconds must not wait for a dead network mount.
    private static readonly TimeSpan FileSystemTimeout = TimeSpan.FromSeconds(2);

    private readonly List<HealthLimit> _limits = [];

    /// <summary>The limits, in the order in which they were set.</summary>
    internal IReadOnlyList<HealthLimit> Limits => _limits;

    /// <summary>Requires free space on the file system that contains a path.</summary>
    /// <param name="path">A path on the file system.</param>
    /// <param name="minimumPercent">The least free space, in percent of what an unprivileged user can use (0–100).</param>
    /// <exception cref="ArgumentOutOfRangeException">The percentage is not within 0–100.</exception>
    public PsutilHealthOptions RequireFreeDiskPercent(string path, double minimumPercent)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        CheckPercent(minimumPercent);
        return RequireDisk($"free space of {OSText.Escape(path)} in percent", " %", path, minimumPercent, usage => 100 - usage.Percent);
    }

    /// <summary>Requires free space on the file system that contains a path.</summary>
    /// <param name="path">A path on the file system.</param>
    /// <param name="minimumBytes">The least free space for an unprivileged user, in bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public PsutilHealthOptions RequireFreeDiskBytes(string path, long minimumBytes)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfNegative(minimumBytes);
        return RequireDisk($"free space of {OSText.Escape(path)}", "B", path, minimumBytes, usage => usage.Free);
    }

    /// <summary>Requires memory that programs can get without swapping: <see cref="VirtualMemory.Available"/>.</summary>
    /// <param name="minimumPercent">The least available memory, in percent of the machine's memory (0–100).</param>
    /// <exception cref="ArgumentOutOfRangeException">The percentage is not within 0–100.</exception>
    public PsutilHealthOptions RequireAvailableMemory(double minimumPercent)
    {
        CheckPercent(minimumPercent);
        return Add("available memory", " %", minimumPercent, isMinimum: true, machine => new(100 - machine.Memory.GetVirtual().Percent));
    }

    /// <summary>
    /// Limits the share of time in which some tasks waited for a resource, over the last minute: <see cref="PressureShare.OneMinute"/> of
    /// <see cref="PressureStall.Some"/>. Linux 4.20 and later, if the kernel keeps it.
    /// </summary>
    /// <param name="resource">The resource.</param>
    /// <param name="maximumPercent">The highest share, in percent (0–100).</param>
    /// <exception cref="ArgumentOutOfRangeException">The resource is unknown, or the percentage is not within 0–100.</exception>
    public PsutilHealthOptions LimitPressure(PressureResource resource, double maximumPercent)
    {
        CheckPercent(maximumPercent);
        (string name, Func<Machine, PressureStall?> read) = resource switch
        {
            PressureResource.Cpu => ("CPU", (Func<Machine, PressureStall?>)(machine => machine.Cpu.GetPressure())),
            PressureResource.Memory => ("memory", machine => machine.Memory.GetPressure()),
            PressureResource.IO => ("I/O", machine => machine.Disks.GetPressure()),
            _ => throw new ArgumentOutOfRangeException(nameof(resource), resource, null),
        };
        return Add($"{name} pressure", " %", maximumPercent, isMinimum: false, machine =>
            read(machine) is { } stall ? new(stall.Some.OneMinute) : HealthFinding.NotSupported("the kernel does not keep it")
        );
    }

    /// <summary>Limits the load average of the last five minutes.</summary>
    /// <param name="maximumPerCpu">The highest load for each logical CPU: 1 if as many tasks may run or wait as there are CPUs.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public PsutilHealthOptions LimitLoad(double maximumPerCpu)
    {
        // Also refuses NaN.
        if (maximumPerCpu is not > 0)
        {
            throw new ArgumentOutOfRangeException(nameof(maximumPerCpu), maximumPerCpu, "The load is not positive.");
        }

        return Add("load per CPU", "", maximumPerCpu, isMinimum: false, machine =>
            new(machine.Cpu.GetLoadAverage().FiveMinutes / machine.Cpu.GetLogicalCount())
        );
    }

    /// <summary>Limits the file descriptors of this process. Linux, FreeBSD.</summary>
    /// <param name="maximumPercent">The most open descriptors, in percent of its limit (RLIMIT_NOFILE).</param>
    /// <exception cref="ArgumentOutOfRangeException">The percentage is not within 0–100.</exception>
    public PsutilHealthOptions LimitFileDescriptors(double maximumPercent)
    {
        CheckPercent(maximumPercent);
        return Add("file descriptors", " %", maximumPercent, isMinimum: false, ReadDescriptors);
    }

    /// <summary>Requires processes to run. Zombies do not count.</summary>
    /// <param name="name">Their name, exactly; Windows ignores case, and <c>.exe</c> can be left out.</param>
    /// <param name="minimumCount">The least number of them.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public PsutilHealthOptions RequireProcess(string name, int minimumCount = 1)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumCount, 1);
        return Add($"processes named {OSText.Escape(name)}", "", minimumCount, isMinimum: true, machine =>
            new(machine.Processes.FindByName(name).Count(process => !process.HasEnded()))
        );
    }

    private static HealthFinding ReadDescriptors(Machine machine)
    {
        const ProcessFields Fields = ProcessFields.FileDescriptorCount | ProcessFields.ResourceLimits;
        ProcessSnapshot process = machine.Processes.Current.Capture(Fields);
        if (process.WhyMissing(Fields) is { } missing)
        {
            return new(null, missing.ToString(), missing.Reason != UnavailableReason.NotSupported);
        }

        return process.ResourceLimits!.TryGetValue(ResourceKind.OpenFiles, out ResourceLimit limit) && limit.Soft is { } soft and > 0
            ? new(process.FileDescriptorCount * 100.0 / soft)
            : new(0);
    }

    private static void CheckPercent(double percent)
    {
        // Also refuses NaN, which no value would be beyond.
        if (percent is not (>= 0 and <= 100))
        {
            throw new ArgumentOutOfRangeException(nameof(percent), percent, "A percentage is within 0 and 100.");
        }
    }

    private PsutilHealthOptions RequireDisk(string name, string unit, string path, double minimum, Func<DiskUsage, double> select)
    {
        _limits.Add(
            new HealthLimit(name, unit, minimum, IsMinimum: true, async (machine, cancellationToken) =>
                new HealthFinding(
                    select(await machine.Disks.GetUsageAsync(path, FileSystemTimeout, cancellationToken).ConfigureAwait(false))
                )
            )
        );
        return this;
    }

    private PsutilHealthOptions Add(string name, string unit, double limit, bool isMinimum, Func<Machine, HealthFinding> read)
    {
        _limits.Add(new HealthLimit(name, unit, limit, isMinimum, (machine, _) => Task.FromResult(read(machine))));
        return this;
    }
}
