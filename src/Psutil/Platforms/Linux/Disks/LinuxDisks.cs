namespace Psutil.Platforms.Linux;

/// <summary>The disks of a Linux machine, one file (<c>LinuxDisks.*.cs</c>) for each subject.</summary>
internal sealed partial class LinuxDisks(Machine machine, LinuxRoots roots) : Disks(machine)
{
    // Of 512 bytes, whatever the disk's own are.
    private const int SizeUnit = 512;

    public override IReadOnlyDictionary<string, long>? GetSizePerDisk()
    {
        if (!roots.Sys.Exists("block"))
        {
            return null;
        }

        OrderedDictionary<string, long> sizes = new(StringComparer.Ordinal);
        foreach (string name in roots.Sys.List("block"))
        {
            if (roots.Sys.ReadInt64($"block/{name}/size") is > 0 and { } size)
            {
                sizes[LinuxWholeDisks.FromSysName(name)] = Saturating.Multiply(size, SizeUnit);
            }
        }

        return sizes;
    }

    public override PressureStall? GetPressure() => LinuxPressure.Read(roots.Proc, "pressure/io");
}
