namespace Psutil.Platforms.Linux;

/// <summary>The disks of a Linux machine: each question in a file of its own, <c>LinuxDisks.*.cs</c>.</summary>
internal sealed partial class LinuxDisks(Machine machine, LinuxRoots roots) : Disks(machine)
{
    public override PressureStall? GetPressure() => LinuxPressure.Read(roots.Proc, "pressure/io");
}
