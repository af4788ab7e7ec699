using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.OpenBsd.Interop;

namespace Psutil.Platforms.OpenBsd;

/// <summary>The user sessions: the records of <c>utmp</c>, one for each terminal.</summary>
internal static class OpenBsdUsers
{
    // About a hundred thousand terminals.
    private const int LargestFile = 32 * 1024 * 1024;

    /// <summary>The sessions; none if the file does not exist.</summary>
    public static IReadOnlyList<UserSession> Read(string file)
    {
        if (!File.Exists(file))
        {
            return [];
        }

        using SafeFileHandle handle = File.OpenHandle(file);
        byte[] bytes = new byte[Math.Min(RandomAccess.GetLength(handle), LargestFile)];
        int length = RandomAccess.Read(handle, bytes, 0);
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
}
