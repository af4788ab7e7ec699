using System.Runtime.InteropServices;

namespace Psutil.Platforms.Linux.Interop;

internal static unsafe partial class Libc
{
    private const int ERangeRetries = 8;

    /// <summary>A user's name from the C library's sources (NSS); null if they have none. May block for as long as they do.</summary>
    public static string? GetUserName(uint id)
    {
        int size = 1024;
        for (int attempt = 0; attempt < ERangeRetries; attempt++, size *= 4)
        {
            byte[] buffer = new byte[size];
            fixed (byte* pointer = buffer)
            {
                PasswdEntry entry;
                PasswdEntry* found = null;
                int error = getpwuid_r(id, &entry, pointer, (nuint)size, &found);
                if (error == 0)
                {
                    return found == null ? null : OSText.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(found->Name));
                }

                if (error != Errno.ERANGE)
                {
                    return null;
                }
            }
        }

        return null;
    }

    [LibraryImport(Library)]
    private static partial int getpwuid_r(uint id, PasswdEntry* entry, byte* buffer, nuint size, PasswdEntry** result);
}

/// <summary><c>struct passwd</c> (pwd.h).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct PasswdEntry
{
    public byte* Name;
    public byte* Password;
    public uint UserId;
    public uint GroupId;
    public byte* Comment;
    public byte* HomeDirectory;
    public byte* Shell;
}
