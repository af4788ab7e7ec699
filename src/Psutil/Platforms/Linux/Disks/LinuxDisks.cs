namespace Psutil.Platforms.Linux;

/// <summary>The disks of a Linux machine, one file (<c>LinuxDisks.*.cs</c>) for each subject.</summary>
internal sealed partial class LinuxDisks(Machine machine, LinuxRoots roots) : Disks(machine)
{
    public override PressureStall? GetPressure() => LinuxPressure.Read(roots.Proc, "pressure/io");
}
