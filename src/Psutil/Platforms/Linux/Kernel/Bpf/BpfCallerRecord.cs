using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>The first record that <see cref="BpfCallerProgram"/> writes: the PID namespace of the reading process.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BpfCallerRecord
{
    public const int Size = 16;

    // MAX_PID_NS_LEVEL
    public const ulong DeepestLevel = 32;

    // The programs have instructions for each CPU: with more, the jumps would be too long.
    private const int MostCpus = 512;

    /// <summary>The nesting depth of the reader's PID namespace.</summary>
    public ulong Level;

    /// <summary>The namespace's address.</summary>
    public ulong Namespace;

    /// <summary>Loads the program, reads the record and unloads it.</summary>
    public static bool TryRead(BpfTableLayout layout, out BpfCallerRecord caller, [NotNullWhen(false)] out BpfRefusal? refusal) =>
        TryRead(layout, map: null, cpus: 0, out caller, out _, out refusal);

    /// <summary>The same, and where the kernel keeps each CPU's part of a counter.</summary>
    /// <param name="sys">The local <c>/sys</c>.</param>
    /// <param name="layout">The offsets of the kernel's fields.</param>
    /// <param name="caller">The record.</param>
    /// <param name="cpuOffsets">The offset of each CPU's part; empty if this kernel does not count pages per CPU.</param>
    /// <param name="refusal">Why BPF cannot be used here.</param>
    public static bool TryRead(
        FileTree sys,
        BpfTableLayout layout,
        out BpfCallerRecord caller,
        out ulong[] cpuOffsets,
        [NotNullWhen(false)] out BpfRefusal? refusal
    )
    {
        if (!layout.CountsPerCpu)
        {
            cpuOffsets = [];
            return TryRead(layout, out caller, out refusal);
        }

        (caller, cpuOffsets) = (default, []);
        int cpus = CountPossibleCpus(sys);
        if (cpus is 0 or > MostCpus)
        {
            refusal = new BpfRefusal("The number of CPUs is unknown or too large.");
            return false;
        }

        if (!BpfMap<uint, ulong>.TryCreate(BpfNumber.PerCpuArrayMap, 1, out BpfMap<uint, ulong>? map, out refusal))
        {
            return false;
        }

        using (map)
        {
            return TryRead(layout, map, cpus, out caller, out cpuOffsets, out refusal);
        }
    }

    private static bool TryRead(
        BpfTableLayout layout,
        BpfMap<uint, ulong>? map,
        int cpus,
        out BpfCallerRecord caller,
        out ulong[] cpuOffsets,
        [NotNullWhen(false)] out BpfRefusal? refusal
    )
    {
        (caller, cpuOffsets) = (default, []);
        BpfInstruction[] program = BpfCallerProgram.Assemble(layout, (int)(map?.Handle.DangerousGetHandle() ?? -1), cpus);
        if (!BpfIterator.TryLoad("psutil_caller"u8, layout.Function, program, out BpfIterator? iterator, out refusal))
        {
            return false;
        }

        using (iterator)
        {
            byte[] buffer = new byte[Size + ((cpus + 1) * sizeof(ulong))];
            ReadResult read = iterator.Read(ref buffer, buffer.Length);
            if (read.Failed)
            {
                refusal = BpfRefusal.FromCall(in read);
                return false;
            }

            ReadOnlySpan<byte> answer = buffer.AsSpan(0, read.Value);
            if (answer.Length != Size + (cpus * sizeof(ulong)))
            {
                refusal = new BpfRefusal(
                    answer.Length < Size
                        ? "The kernel does not say which PID namespace this process is in."
                        : "The kernel does not say where it keeps what it counts on each CPU."
                );
                return false;
            }

            caller = MemoryMarshal.Read<BpfCallerRecord>(answer);
            cpuOffsets = MemoryMarshal.Cast<byte, ulong>(answer[Size..]).ToArray();
            refusal =
                caller.Level > DeepestLevel
                    ? new BpfRefusal("The kernel's PID namespaces are nested deeper than any kernel allows.")
                    : null;
            return refusal is null;
        }
    }

    private static int CountPossibleCpus(FileTree sys)
    {
        Span<byte> buffer = stackalloc byte[4096];
        ReadResult read = sys.Read("devices/system/cpu/possible\0"u8, buffer);
        return !read.Failed && CpuListParser.TryParse(buffer[..read.Value], out int[]? numbers, out _) && numbers is [.., var last]
            ? last + 1
            : 0;
    }
}
