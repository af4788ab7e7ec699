using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Psutil.Diagnostics;

/// <summary>Reads small files below one folder, such as <c>/proc</c>.</summary>
internal sealed class SmallFiles(string root)
{
    // The longest is /proc/stat, whose line of interrupts has a number for each: 20 KiB on a large machine.
    private const int MostBytes = 1024 * 1024;

    private const int FirstRead = 16 * 1024;

    /// <summary>The text of a file; null if there is none, or it cannot be read.</summary>
    public string? TryRead(string path)
    {
        try
        {
            using SafeFileHandle file = File.OpenHandle(Path.Join(root, path));
            byte[] bytes = new byte[FirstRead];
            int length = 0;
            while (RandomAccess.Read(file, bytes.AsSpan(length), length) is > 0 and { } read)
            {
                length += read;
                if (length == bytes.Length)
                {
                    if (length >= MostBytes)
                    {
                        break;
                    }

                    Array.Resize(ref bytes, length * 2);
                }
            }

            return Encoding.UTF8.GetString(bytes.AsSpan(0, length));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A file of one line, without its end; null if there is none, or it cannot be read.</summary>
    public string? TryReadLine(string path) => TryRead(path)?.TrimEnd('\n');
}
