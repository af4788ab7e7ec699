namespace Psutil.Platforms.Linux;

internal static class LinuxBootTime
{
    public static DateTimeOffset GetForProcesses(LinuxRoots roots) => DateTimeOffset.UnixEpoch;

    public static DateTimeOffset Read(LinuxRoots roots) => throw new PlatformNotSupportedException();
}
