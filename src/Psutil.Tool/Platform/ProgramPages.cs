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
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        SegmentHeader* headers = (SegmentHeader*)Libc.GetStartValue(Libc.ProgramHeaders);
        if (headers is null || sizeof(nuint) != sizeof(ulong))
        {
            return;
        }

        ReadOnlySpan<SegmentHeader> segments = new(headers, (int)Libc.GetStartValue(Libc.ProgramHeaderCount));
        nuint moved = 0;
        foreach (SegmentHeader segment in segments)
        {
            moved = segment.Type == Headers ? (nuint)headers - (nuint)segment.Address : moved;
        }

        nuint page = (nuint)Environment.SystemPageSize;
        foreach (SegmentHeader segment in segments)
        {
            // A page that may have been written to exists only here.
            if (segment.Type == Loaded && (segment.Flags & Writable) == 0)
            {
                nuint start = (moved + (nuint)segment.Address + page - 1) / page * page;
                nuint end = (moved + (nuint)(segment.Address + segment.SizeInMemory)) / page * page;
                _ = end > start ? Libc.AdviseMemory(start, end - start, Libc.NotNeeded) : 0;
            }
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
