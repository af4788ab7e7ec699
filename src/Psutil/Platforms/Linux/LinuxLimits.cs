namespace Psutil.Platforms.Linux;

internal static class LinuxLimits
{
    public static MachineLimits Read(LinuxRoots roots) => throw new PlatformNotSupportedException();
}
