namespace Psutil.LinuxTests.Control;

/// <summary>The descriptors of the test process. The runtime keeps two of each assembly, which it loads when it first needs it: they do not count.</summary>
internal static class OwnDescriptors
{
    public static int Count() =>
        Directory
            .GetFileSystemEntries("/proc/self/fd")
            .Count(path => new FileInfo(path).LinkTarget is not { } target || !target.EndsWith(".dll", StringComparison.Ordinal));
}
