using Microsoft.Win32.SafeHandles;

namespace Psutil.Tool.Commands;

/// <summary>The process's standard output.</summary>
internal static class StandardOutput
{
    private const int BrokenPipe = 32;
    private const int WindowsBrokenPipe = unchecked((int)0x8007006D);
    private const int WindowsNoData = unchecked((int)0x800700E8);

    /// <summary>A stream that fails when nobody reads any more.</summary>
    public static Stream Open()
    {
        if (!OperatingSystem.IsWindows())
        {
            // The console's own stream swallows EPIPE, so that a watch would go on for ever into a pipe that nobody reads. A file stream tells, but
            // writes a file at an offset of its own, which would overwrite what others wrote to the same descriptor: it is for pipes and terminals.
            FileStream stream = new(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            if (!stream.CanSeek)
            {
                return stream;
            }
        }

        return Console.OpenStandardOutput();
    }

    /// <summary>Whether a write failed because the reader has closed the pipe: <c>psutil ps | head -1</c>.</summary>
    public static bool IsClosedPipe(IOException exception) => exception.HResult is BrokenPipe or WindowsBrokenPipe or WindowsNoData;
}
