namespace Psutil.Platforms.Linux;

internal sealed class LinuxMemory(LinuxRoots roots) : Memory
{
    private LinuxRoots Roots { get; } = roots;

    public override VirtualMemory GetVirtual() => throw new PlatformNotSupportedException();

    public override SwapMemory GetSwap() => throw new PlatformNotSupportedException();
}
