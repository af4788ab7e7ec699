namespace Psutil.Testing;

/// <summary>The cgroups of a <see cref="FakeMachine"/>.</summary>
public sealed class FakeCgroups : Cgroups
{
    internal FakeCgroups(Machine machine)
        : base(machine) { }

    /// <summary>The groups, each before its descendants. Replace one to change its values.</summary>
    public IList<CgroupSnapshot> Groups { get; } = [];

    /// <summary>The versions that are mounted: <see cref="CgroupVersion.V2"/> unless it is set.</summary>
    public CgroupVersion Version { get; set; } = CgroupVersion.V2;

    /// <summary>Whether there are more groups than were read.</summary>
    public bool IsTruncated { get; set; }

    /// <inheritdoc/>
    protected override CgroupTable CaptureCore(CgroupFields fields) =>
        new()
        {
            Version = Version,
            Groups = [.. Groups],
            IsTruncated = IsTruncated,
        };
}
