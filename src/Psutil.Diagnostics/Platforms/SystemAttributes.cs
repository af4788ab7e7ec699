namespace Psutil.Diagnostics.Platforms;

/// <summary>The attributes of the operating system that come from another source on each.</summary>
internal static class SystemAttributes
{
    /// <summary>The attribute <c>os.type</c>: the conventions have the name of the kernel.</summary>
    public static string? Type => Machine.SystemName is "macos" ? "darwin" : Machine.SystemName;

    /// <summary>
    /// The attribute <c>os.version</c>: .NET's version is on Linux that of the kernel, and the attribute means the distribution.
    /// </summary>
    public static string? Version(OSRelease? release) =>
        OperatingSystem.IsLinux() ? release?.Version : Environment.OSVersion.Version.ToString();
}
