namespace Psutil.Platforms.Linux;

/// <summary>The network of a Linux machine: each question in a file of its own, <c>LinuxNetwork.*.cs</c>.</summary>
internal sealed partial class LinuxNetwork(Machine machine, LinuxRoots roots) : Network(machine);
