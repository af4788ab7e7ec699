namespace Psutil.Platforms.Linux;

/// <summary>The network of a Linux machine, one file (<c>LinuxNetwork.*.cs</c>) for each subject.</summary>
internal sealed partial class LinuxNetwork(Machine machine, LinuxRoots roots, MachineProcessTable table) : Network(machine);
