using System.Runtime.InteropServices;

namespace Psutil.Platforms.Bsd.Interop;

internal static unsafe partial class Libc
{
    // Longer than struct passwd on any of these systems. Its first field is the pointer to the name on all of them; no other is read.
    private const int PasswdRoom = 256;
    private const int ERangeRetries = 8;

    /// <summary>
    /// A user's name from the C library's sources (passwd, directory services); null if they have none. May block for as long as they do.
    /// </summary>
    public static string? GetUserName(uint id) => GetUserName(id, &getpwuid_r);

    /// <inheritdoc cref="GetUserName(uint)"/>
    public static string? GetUserName(uint id, delegate* <uint, void*, byte*, nuint, void**, int> call)
    {
        void** entry = stackalloc void*[PasswdRoom / sizeof(void*)];
        int size = 1024;
        for (int attempt = 0; attempt < ERangeRetries; attempt++, size *= 4)
        {
            byte[] buffer = new byte[size];
            fixed (byte* pointer = buffer)
            {
                void* found = null;
                int error = call(id, entry, pointer, (nuint)size, &found);
                if (error == 0)
                {
                    return found == null ? null : OSText.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(*(byte**)found));
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
    private static partial int getpwuid_r(uint id, void* entry, byte* buffer, nuint size, void** result);
}
