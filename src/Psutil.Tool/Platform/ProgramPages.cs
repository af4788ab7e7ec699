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

    /// <summary>
    /// Takes code and constants out of this process's memory, on Linux. They stay in the kernel's cache of the file, and what is used next
    /// is mapped again.
    /// </summary>
    public static void LetGo()
    {
        if (!OperatingSystem.IsLinux() || sizeof(nuint) != sizeof(ulong))
        {
            return;
        }

        SegmentHeader* headers = (SegmentHeader*)Libc.GetStartValue(Libc.ProgramHeaders);
        int descriptor = OpenPageMap();
        if (headers is not null && descriptor >= 0)
        {
            LetGo(new ReadOnlySpan<SegmentHeader>(headers, (int)Libc.GetStartValue(Libc.ProgramHeaderCount)), (nuint)headers, descriptor);
        }

        if (descriptor >= 0)
        {
            _ = Libc.Close(descriptor);
        }
    }

    private static void LetGo(ReadOnlySpan<SegmentHeader> segments, nuint headers, int pageMap)
    {
        nuint moved = 0;
        foreach (SegmentHeader segment in segments)
        {
            moved = segment.Type == Headers ? headers - (nuint)segment.Address : moved;
        }

        nuint page = (nuint)Environment.SystemPageSize;
        foreach (SegmentHeader segment in segments)
        {
            // A page that may have been written to exists only here.
            if (segment.Type == Loaded && (segment.Flags & Writable) == 0)
            {
                nuint start = (moved + (nuint)segment.Address + page - 1) / page;
                nuint end = (moved + (nuint)(segment.Address + segment.SizeInMemory)) / page;
                LetGo(start, end, page, pageMap);
            }
        }
    }

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

    /// <summary><c>Elf64_Phdr</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct SegmentHeader
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
