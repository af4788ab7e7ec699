using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;
using Psutil.Platforms.OpenBsd.Interop;

namespace Psutil.Platforms.OpenBsd;

/// <summary>The user sessions: the records of <c>utmp</c>, one for each terminal.</summary>
internal static class OpenBsdUsers
{
    // About a hundred thousand terminals.
    private const int LargestFile = 32 * 1024 * 1024;

    /// <summary>The sessions; none if the file does not exist.</summary>
    /// <exception cref="PsutilException">The file cannot be read.</exception>
    public static IReadOnlyList<UserSession> Read(string file)
    {
        byte[] bytes;
        int length;
        try
        {
            using SafeFileHandle handle = File.OpenHandle(file);
            bytes = new byte[Math.Min(RandomAccess.GetLength(handle), LargestFile)];
            length = RandomAccess.Read(handle, bytes, 0);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
        catch (UnauthorizedAccessException)
        {
            throw new AccessDeniedException(ToError(file, Errno.EACCES));
        }
        catch (IOException exception)
        {
            // Its number is errno's (System.Private.CoreLib, Interop.GetExceptionForIoErrno).
            throw new SystemCallException(ToError(file, exception.HResult));
        }

        int size = Unsafe.SizeOf<LoginEntry>();
        List<UserSession> sessions = [];
        for (int offset = 0; offset + size <= length; offset += size)
        {
            ref readonly LoginEntry entry = ref MemoryMarshal.AsRef<LoginEntry>(bytes.AsSpan(offset, size));
            if (LoginDatabase.ToSession(entry) is { } session)
            {
                sessions.Add(session);
            }
        }

        return sessions;
    }

    private static SystemCallError ToError(string file, int error) =>
        new()
        {
            SystemCall = $"read({file})",
            ErrorCode = error,
            Description = Errno.Describe(error),
        };
}
