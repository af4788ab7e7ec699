namespace Psutil.Platforms.Linux;

internal static class LinuxUsers
{
    public static IReadOnlyList<UserSession> Read(LinuxRoots roots) => throw new PlatformNotSupportedException();
}
