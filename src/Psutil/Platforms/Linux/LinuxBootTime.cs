namespace Psutil.Platforms.Linux;

internal static class LinuxBootTime
{
    public static DateTimeOffset Read(LinuxRoots roots) => throw new PlatformNotSupportedException();
}
