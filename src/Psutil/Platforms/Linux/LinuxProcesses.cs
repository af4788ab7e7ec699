using System.Diagnostics.CodeAnalysis;

namespace Psutil.Platforms.Linux;

internal sealed class LinuxProcesses(LinuxRoots roots, Memory memory, LinuxNetwork network) : Processes(memory)
{
    private LinuxRoots Roots { get; } = roots;

    private LinuxNetwork Network { get; } = network;

    public override IReadOnlyList<int> GetPids() => throw new PlatformNotSupportedException();

    public override bool Exists(int pid) => throw new PlatformNotSupportedException();

    public override bool TryGet(int pid, [NotNullWhen(true)] out OSProcess? process) => throw new PlatformNotSupportedException();

    public override IReadOnlyList<ProcessSnapshot> Capture(ProcessFields fields) => throw new PlatformNotSupportedException();

    public override OSProcess FromIdentity(ProcessIdentity identity) => throw new PlatformNotSupportedException();
}
