namespace Psutil.Tool.Platform;

/// <summary>The encoding of the operating system's names.</summary>
internal static class OSTextForm
{
    /// <summary>Whether they are UTF-16; otherwise they are bytes, mostly UTF-8.</summary>
    public static bool IsUtf16 => OperatingSystem.IsWindows();
}
