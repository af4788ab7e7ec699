using System.Runtime.InteropServices;

namespace Psutil.Platforms.Linux.Interop;

internal static unsafe partial class Libc
{
    /// <summary>Total and free swap space, in bytes; false if the call failed.</summary>
    public static bool TryGetSwap(out long total, out long free)
    {
        SystemInformation information;
        if (sysinfo(&information) != 0)
        {
            total = free = 0;
            return false;
        }

        total = (long)information.TotalSwap * information.MemoryUnit;
        free = (long)information.FreeSwap * information.MemoryUnit;
        return true;
    }

    [LibraryImport(Library)]
    private static partial int sysinfo(SystemInformation* information);

    /// <summary><c>struct sysinfo</c>; memory is counted in units of <see cref="MemoryUnit"/> bytes.</summary>
    internal struct SystemInformation
    {
        public nint Uptime;
        public nuint Load1;
        public nuint Load5;
        public nuint Load15;
        public nuint TotalMemory;
        public nuint FreeMemory;
        public nuint SharedMemory;
        public nuint BufferMemory;
        public nuint TotalSwap;
        public nuint FreeSwap;
        public ushort ProcessCount;
        public ushort Padding;
        public nuint TotalHighMemory;
        public nuint FreeHighMemory;
        public uint MemoryUnit;

        // The kernel pads the structure to 64 bytes on 32-bit systems, and musl reserves 256 bytes after it.
        private fixed byte _reserved[256];
    }
}
