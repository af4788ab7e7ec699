using System.Runtime.InteropServices;

namespace Psutil.Platforms.Linux.Interop;

/// <summary><c>struct bpf_insn</c>: what the kernel's virtual machine executes.</summary>
/// <remarks>The two registers share a byte; which half is which follows the machine's byte order. This is the little-endian one.</remarks>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct BpfInstruction(byte Code, byte Registers, short Offset, int Immediate);

/// <summary>The parts that an instruction's code is made of (<c>linux/bpf_common.h</c>, <c>linux/bpf.h</c>).</summary>
internal static class BpfCode
{
    // Classes.
    public const byte LoadImmediate = 0x00;
    public const byte LoadIndirect = 0x01;
    public const byte StoreImmediate = 0x02;
    public const byte StoreRegister = 0x03;
    public const byte Jump = 0x05;
    public const byte Arithmetic64 = 0x07;

    // Of a load or a store: its size, and that it is plain memory.
    public const byte Size4 = 0x00;
    public const byte Size2 = 0x08;
    public const byte Size1 = 0x10;
    public const byte Size8 = 0x18;
    public const byte Memory = 0x60;

    // Of arithmetic and of jumps: whether the second operand is a register; else it is the immediate.
    public const byte FromRegister = 0x08;

    public const byte Call = 0x80;
    public const byte Exit = 0x90;

    /// <summary>What the source register's half says of a 64-bit immediate: that it is the descriptor of a map.</summary>
    public const byte PseudoMapDescriptor = 1;
}
