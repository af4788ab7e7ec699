using System.Runtime.InteropServices;

namespace Psutil.Recording;

/// <summary>Why a file could not be used, in words. The framework's own are left out of programs that are trimmed.</summary>
internal static class FailureText
{
    // The facility of Windows errors in an HRESULT; on Unix the framework puts the errno there as it is.
    private const int WindowsFacility = unchecked((int)0x8007_0000);
    private const int CodeMask = 0xFFFF;

    public static string Of(string path, Exception exception) => $"{path}: {ReasonOf(exception)}";

    public static string ReasonOf(Exception exception) =>
        exception switch
        {
            DirectoryNotFoundException or FileNotFoundException => "it does not exist",
            UnauthorizedAccessException => "access is denied",
            PathTooLongException => "the path is too long",
            { HResult: > 0 and <= CodeMask and var code } => Marshal.GetPInvokeErrorMessage(code),
            _ when (exception.HResult & ~CodeMask) == WindowsFacility => Marshal.GetPInvokeErrorMessage(exception.HResult & CodeMask),
            _ => exception.Message,
        };
}
