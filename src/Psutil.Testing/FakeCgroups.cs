namespace Psutil.Testing;

/// <summary>The cgroups of a <see cref="FakeMachine"/>.</summary>
public class FakeCgroups : Cgroups
{
    private readonly FakeMachine _machine;

    /// <summary>Creates the facet for a machine that derives from <see cref="FakeMachine"/>.</summary>
    public FakeCgroups(FakeMachine machine)
        : base(machine) => _machine = machine;

    /// <summary>The groups, each before its descendants. Replace one to change its values.</summary>
    public IList<CgroupSnapshot> Groups { get; } = [];

    /// <summary>The versions that are mounted: <see cref="CgroupVersion.V2"/> unless it is set.</summary>
    public CgroupVersion Version { get; set; } = CgroupVersion.V2;

    /// <summary>Whether there are more groups than were read.</summary>
    public bool IsTruncated { get; set; }

    /// <inheritdoc/>
    protected override CgroupTable CaptureCore(CgroupFields fields)
    {
        _machine.NotifyRead(nameof(Cgroups), nameof(Capture));
        return new()
        {
            Version = Version,
            Groups = [.. Groups],
            IsTruncated = IsTruncated,
        };
    }
}
