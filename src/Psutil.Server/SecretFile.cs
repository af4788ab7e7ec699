using System.Text;
using Microsoft.Win32.SafeHandles;
using Psutil.Server.Platforms;

namespace Psutil.Server;

/// <summary>Reads files that nobody else may read.</summary>
internal static class SecretFile
{
    private const int LargestLength = 4096;

    /// <summary>The first line of the file.</summary>
    /// <exception cref="ServeException">It cannot be read, others may read it, or it is too long.</exception>
    public static string ReadLine(string option, string path)
    {
        byte[] bytes = new byte[LargestLength + 1];
        int length;
        try
        {
            using SafeFileHandle file = File.OpenHandle(path);
            // Of the file that is open: another may have taken its name.
            CheckMode(option, path, file);
            length = RandomAccess.Read(file, bytes, 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new ServeException($"{option}: {exception.Message}");
        }

        if (length > LargestLength)
        {
            throw new ServeException($"{option} {path}: the file is longer than {LargestLength} bytes");
        }

        return Encoding.UTF8.GetString(bytes, 0, length).Split('\n', 2)[0].TrimEnd('\r');
    }

    /// <summary>Refuses a file that others may read.</summary>
    /// <exception cref="ServeException">They may, or it cannot be opened.</exception>
    public static void Check(string option, string path)
    {
        try
        {
            using SafeFileHandle file = File.OpenHandle(path);
            CheckMode(option, path, file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ServeException($"{option}: {exception.Message}");
        }
    }

    private static void CheckMode(string option, string path, SafeFileHandle file)
    {
        if (SystemFiles.IsOpenToOthers(file))
        {
            throw new ServeException($"{option} {path}: others may read or change the file; close it with chmod 600");
        }
    }
}
