using System.Runtime.InteropServices;

namespace Psutil.Platforms.Bsd.Interop;

internal static unsafe partial class Libc
{
    /// <summary>The addresses of all interfaces, as a list that must be freed.</summary>
    public static int GetInterfaceAddresses(out InterfaceAddressEntry* first)
    {
        InterfaceAddressEntry* list = null;
        int result = Result(getifaddrs(&list));
        first = list;
        return result;
    }

    public static void FreeInterfaceAddresses(InterfaceAddressEntry* first) => freeifaddrs(first);

    /// <summary>Opens a socket for requests about interfaces. NetBSD has another function.</summary>
    public static int CreateSocket(int family, int type) => Result(socket(family, type, 0));

    [LibraryImport(Library)]
    private static partial int getifaddrs(InterfaceAddressEntry** first);

    [LibraryImport(Library)]
    private static partial void freeifaddrs(InterfaceAddressEntry* first);

    [LibraryImport(Library)]
    private static partial int socket(int family, int type, int protocol);
}
