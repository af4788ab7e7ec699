namespace Psutil.Platforms.Linux;

/// <summary>The cgroups that the machine's mounts show.</summary>
internal sealed class LinuxCgroups(Machine machine, LinuxRoots roots) : Cgroups(machine)
{
    protected override CgroupTable CaptureCore(CgroupFields fields)
    {
        using LinuxCgroupSource source = new(roots, fields, mostDescriptors: 0);
        return source.Read();
    }

    // A copy of the files on a disk can be replaced under an open descriptor.
    internal override CgroupSource OpenSource(CgroupFields fields) =>
        new LinuxCgroupSource(roots, fields, roots is { IsLocalSys: true, IsLocalRoot: true } ? int.MaxValue : 0);
}
