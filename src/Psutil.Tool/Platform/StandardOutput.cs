namespace Psutil.Tool.Platform;

/// <summary>The process's standard output.</summary>
internal static class StandardOutput
{
    private const int BrokenPipe = 32;
    private const int WindowsBrokenPipe = unchecked((int)0x8007006D);
    private const int WindowsNoData = unchecked((int)0x800700E8);

    private const int Descriptor = 1;

    /// <summary>A stream that fails when the reader has closed the pipe.</summary>
    public static Stream Open() =>
        OperatingSystem.IsWindows() ? WindowsConsole.OpenOutput(Descriptor, ignoresFailure: false) : new DescriptorStream(Descriptor);

    /// <summary>Whether a write failed because the reader has closed the pipe: <c>psutil ps | head -1</c>.</summary>
    public static bool IsClosedPipe(IOException exception) => exception.HResult is BrokenPipe or WindowsBrokenPipe or WindowsNoData;
}
