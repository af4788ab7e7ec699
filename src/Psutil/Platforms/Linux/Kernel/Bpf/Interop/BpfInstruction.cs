using System.Runtime.InteropServices;

namespace Psutil.Platforms.Linux.Interop;

/// <summary><c>struct bpf_insn</c>: what the kernel's virtual machine executes.</summary>
/// <remarks>The two registers share a byte; their halves depend on the machine's byte order. This is the little-endian layout.</remarks>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct BpfInstruction(byte Code, byte Registers, short Offset, int Immediate);

/// <summary>The parts of an instruction's code (<c>linux/bpf_common.h</c>, <c>linux/bpf.h</c>).</summary>
internal static class BpfCode
{
    // Classes.
    public const byte LoadImmediate = 0x00;
    public const byte LoadIndirect = 0x01;
    public const byte StoreImmediate = 0x02;
    public const byte StoreRegister = 0x03;
    public const byte Jump = 0x05;
    public const byte Arithmetic64 = 0x07;

    // For a load or a store: its size, and that it accesses plain memory.
    public const byte Size4 = 0x00;
    public const byte Size2 = 0x08;
    public const byte Size1 = 0x10;
    public const byte Size8 = 0x18;
    public const byte Memory = 0x60;

    /// <summary>In place of <see cref="Memory"/>, for a store: it is atomic, and the immediate is the operation (0 adds).</summary>
    public const byte Atomic = 0xc0;

    // For arithmetic and jumps: whether the second operand is a register instead of the immediate.
    public const byte FromRegister = 0x08;

    public const byte Call = 0x80;
    public const byte Exit = 0x90;

    /// <summary>In place of the source register: the 64-bit immediate is the descriptor of a map.</summary>
    public const byte PseudoMapDescriptor = 1;
}
