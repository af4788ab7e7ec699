using System.Runtime.InteropServices;

namespace Psutil.Tool.Platform;

/// <summary>
/// The pages of the executable in this process's memory. Most of them were used only to start, and the kernel maps 64 KB around each that
/// is.
/// </summary>
internal static unsafe class ProgramPages
{
    // PT_LOAD and PT_PHDR, and the flag PF_W, of elf.h.
    private const uint Loaded = 1;
    private const uint Headers = 6;
    private const uint Writable = 2;

    // UFFD_USER_MODE_ONLY, UFFDIO_API, UFFDIO_REGISTER, UFFD_FEATURE_WP_ASYNC and UFFDIO_REGISTER_MODE_WP, of linux/userfaultfd.h.
    private const int UserModeOnly = 1;
    internal const nuint Agree = 0xC018AA3F;
    internal const nuint Register = 0xC020AA00;
    private const ulong FollowedAsynchronously = 1 << 15;
    private const ulong WritesFollowed = 1 << 1;

    /// <summary>
    /// Takes code and constants out of this process's memory, on Linux. They stay in the kernel's cache of the file, and what is used next
    /// is mapped again.
    /// </summary>
    public static void LetGo()
    {
        if (!HasSegments)
        {
            return;
        }

        int descriptor = OpenPageMap();
        if (descriptor < 0)
        {
            return;
        }

        nuint page = (nuint)Environment.SystemPageSize;
        nuint moved = Moved;
        foreach (SegmentHeader segment in Segments)
        {
            // A page that may have been written to exists only here.
            if (segment.Type == Loaded && (segment.Flags & Writable) == 0)
            {
                nuint start = (moved + (nuint)segment.Address + page - 1) / page;
                nuint end = (moved + (nuint)(segment.Address + segment.SizeInMemory)) / page;
                LetGo(start, end, page, descriptor);
            }
        }

        _ = Libc.Close(descriptor);
    }

    /// <summary>
    /// Has the kernel map, from now on, only the pages of the executable that are used, and not the 64 KB around each. On Linux since 6.7;
    /// it stays as it was where the kernel refuses.
    /// </summary>
    /// <remarks>
    /// The kernel maps nothing around a page whose writes somebody follows with userfaultfd(2): <c>should_fault_around</c> in
    /// <c>mm/memory.c</c>. Followed asynchronously (<c>UFFD_FEATURE_WP_ASYNC</c>), and without protecting any page, no fault waits for
    /// anybody. The descriptor stays open: closing it would end this.
    /// </remarks>
    public static void MapOneByOne()
    {
        nint number = SystemCallNumber;
        int descriptor = HasSegments && number > 0 ? (int)Libc.SystemCall(number, Libc.CloseOnExecute | UserModeOnly) : -1;
        if (descriptor < 0)
        {
            return;
        }

        Agreement agreement = new() { Version = 0xAA, Features = FollowedAsynchronously };
        bool isFollowed = Libc.Control(descriptor, Agree, &agreement) == 0;
        nuint page = (nuint)Environment.SystemPageSize;
        nuint moved = Moved;
        foreach (SegmentHeader segment in Segments)
        {
            nuint start = (moved + (nuint)segment.Address) / page * page;
            nuint end = (moved + (nuint)(segment.Address + segment.SizeInFile)) / page * page;
            if (isFollowed && segment.Type == Loaded && end > start)
            {
                Registration registration = new()
                {
                    Start = start,
                    Length = end - start,
                    Mode = WritesFollowed,
                };
                isFollowed = Libc.Control(descriptor, Register, &registration) == 0;
            }
        }

        if (!isFollowed)
        {
            _ = Libc.Close(descriptor);
        }
    }

    private static bool HasSegments =>
        OperatingSystem.IsLinux() && sizeof(nuint) == sizeof(ulong) && Libc.GetStartValue(Libc.ProgramHeaders) != 0;

    private static ReadOnlySpan<SegmentHeader> Segments =>
        new((void*)Libc.GetStartValue(Libc.ProgramHeaders), (int)Libc.GetStartValue(Libc.ProgramHeaderCount));

    // How far from its addresses in the file the executable was loaded.
    private static nuint Moved
    {
        get
        {
            foreach (SegmentHeader segment in Segments)
            {
                if (segment.Type == Headers)
                {
                    return Libc.GetStartValue(Libc.ProgramHeaders) - (nuint)segment.Address;
                }
            }

            return 0;
        }
    }

    // The kernel's numbers differ between processors: asm/unistd.h.
    private static nint SystemCallNumber =>
        RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => 323,
            Architecture.Arm64 or Architecture.RiscV64 or Architecture.LoongArch64 => 282,
            _ => 0,
        };

    // The runtime writes its stack cookie into a page of constants, and a debugger breakpoints into the code: these are no longer pages of
    // the file. Nobody writes to the others while this runs.
    private static void LetGo(nuint start, nuint end, nuint pageSize, int pageMap)
    {
        const int Chunk = 512;
        ulong* entries = stackalloc ulong[Chunk];
        for (nuint first = start; first < end; first += Chunk)
        {
            int count = (int)Math.Min(Chunk, end - first);
            if (Libc.ReadAt(pageMap, (byte*)entries, (nint)count * sizeof(ulong), (long)first * sizeof(ulong)) != count * sizeof(ulong))
            {
                return;
            }

            foreach ((int from, int length) in PageRuns.OfFile(new ReadOnlySpan<ulong>(entries, count)))
            {
                _ = Libc.AdviseMemory((first + (nuint)from) * pageSize, (nuint)length * pageSize, Libc.NotNeeded);
            }
        }
    }

    private static int OpenPageMap()
    {
        fixed (byte* path = "/proc/self/pagemap\0"u8)
        {
            return Libc.Open(path, Libc.ReadOnlyCloseOnExecute);
        }
    }

    /// <summary><c>struct uffdio_api</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Agreement
    {
        public ulong Version;
        public ulong Features;
        public ulong Requests;
    }

    /// <summary><c>struct uffdio_register</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Registration
    {
        public ulong Start;
        public ulong Length;
        public ulong Mode;
        public ulong Requests;
    }

    /// <summary><c>Elf64_Phdr</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal readonly struct SegmentHeader
    {
        public readonly uint Type;
        public readonly uint Flags;
        public readonly ulong Offset;
        public readonly ulong Address;
        public readonly ulong PhysicalAddress;
        public readonly ulong SizeInFile;
        public readonly ulong SizeInMemory;
        public readonly ulong Alignment;
    }
}
