using System.Diagnostics;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>A place in a program, to jump to. It may be marked after the jumps.</summary>
internal readonly record struct BpfLabel(int Number);

/// <summary>
/// Writes a BPF program, one instruction per call (<c>Documentation/bpf/standardization/instruction-set.rst</c>). Arithmetic has 64 bits.
/// </summary>
internal sealed class BpfAssembler
{
    private const int Unmarked = -1;

    private readonly List<BpfInstruction> _instructions = [];
    private readonly List<int> _labels = [];
    private readonly List<(int Instruction, BpfLabel Target)> _jumps = [];

    /// <summary>Creates a label that is marked later.</summary>
    public BpfLabel NewLabel()
    {
        _labels.Add(Unmarked);
        return new BpfLabel(_labels.Count - 1);
    }

    /// <summary>Puts a label here.</summary>
    public void Mark(BpfLabel label)
    {
        Debug.Assert(_labels[label.Number] == Unmarked, "A label stands in one place.");
        _labels[label.Number] = _instructions.Count;
    }

    /// <summary><c>to = from</c></summary>
    public void Move(BpfRegister to, BpfRegister from) => Operate(BpfOperation.Move, to, from);

    /// <summary><c>to = value</c></summary>
    public void Move(BpfRegister to, int value) => Operate(BpfOperation.Move, to, value);

    /// <summary><c>to = value</c>, where it may need 64 bits.</summary>
    public void MoveWide(BpfRegister to, ulong value) => EmitWide(to, 0, value);

    /// <summary><c>to = &amp;map</c></summary>
    public void MoveMap(BpfRegister to, int descriptor) => EmitWide(to, BpfCode.PseudoMapDescriptor, (uint)descriptor);

    /// <summary><c>to = from + offset</c></summary>
    public void MoveAddress(BpfRegister to, BpfRegister from, int offset)
    {
        Move(to, from);
        Add(to, offset);
    }

    /// <summary><c>to += value</c></summary>
    public void Add(BpfRegister to, int value) => Operate(BpfOperation.Add, to, value);

    /// <summary><c>to += from</c></summary>
    public void Add(BpfRegister to, BpfRegister from) => Operate(BpfOperation.Add, to, from);

    /// <summary><c>to ?= value</c></summary>
    public void Operate(BpfOperation operation, BpfRegister to, int value) =>
        Emit((byte)(BpfCode.Arithmetic64 | (byte)operation), to, 0, 0, value);

    /// <summary><c>to ?= from</c></summary>
    public void Operate(BpfOperation operation, BpfRegister to, BpfRegister from) =>
        Emit((byte)(BpfCode.Arithmetic64 | BpfCode.FromRegister | (byte)operation), to, from, 0, 0);

    /// <summary><c>to = *(uN *)(from + offset)</c>, zeros above it.</summary>
    public void Load(BpfRegister to, BpfRegister from, int offset, int size) =>
        Emit((byte)(BpfCode.LoadIndirect | BpfCode.Memory | SizeCode(size)), to, from, Short(offset), 0);

    /// <summary><c>to = from->field</c>, zeros above it.</summary>
    public void Load(BpfRegister to, BpfRegister from, BtfField field) => Load(to, from, field.Offset, field.Size);

    /// <summary><c>to = from->pointer; if (!to) goto absent;</c></summary>
    public void Follow(BpfRegister to, BpfRegister from, BtfField pointer, BpfLabel absent)
    {
        Load(to, from, pointer);
        JumpIf(BpfCondition.Equal, to, 0, absent);
    }

    /// <summary><c>*(uN *)(to + offset) = from</c></summary>
    public void Store(BpfRegister to, int offset, int size, BpfRegister from) =>
        Emit((byte)(BpfCode.StoreRegister | BpfCode.Memory | SizeCode(size)), to, from, Short(offset), 0);

    /// <summary><c>*(uN *)(to + offset) = value</c></summary>
    public void Store(BpfRegister to, int offset, int size, int value) =>
        Emit((byte)(BpfCode.StoreImmediate | BpfCode.Memory | SizeCode(size)), to, 0, Short(offset), value);

    /// <summary><c>*(u64 *)(to + offset) += from</c>, in one step for all CPUs.</summary>
    public void AddAtomically(BpfRegister to, int offset, BpfRegister from) =>
        Emit(BpfCode.StoreRegister | BpfCode.Atomic | BpfCode.Size8, to, from, Short(offset), 0);

    /// <summary><c>goto target</c></summary>
    public void Jump(BpfLabel target) => JumpIf(BpfCondition.Always, 0, 0, target);

    /// <summary><c>if (left ? right) goto target</c></summary>
    public void JumpIf(BpfCondition condition, BpfRegister left, int right, BpfLabel target)
    {
        _jumps.Add((_instructions.Count, target));
        Emit((byte)(BpfCode.Jump | (byte)condition), left, 0, 0, right);
    }

    /// <summary><c>if (left ? right) goto target</c></summary>
    public void JumpIf(BpfCondition condition, BpfRegister left, BpfRegister right, BpfLabel target)
    {
        _jumps.Add((_instructions.Count, target));
        Emit((byte)(BpfCode.Jump | BpfCode.FromRegister | (byte)condition), left, right, 0, 0);
    }

    /// <summary><c>r0 = helper(r1, r2, r3, r4, r5)</c></summary>
    public void Call(BpfHelper helper) => Emit(BpfCode.Jump | BpfCode.Call, 0, 0, 0, (int)helper);

    /// <summary><c>return value</c></summary>
    public void Return(int value)
    {
        Move(BpfRegister.R0, value);
        Emit(BpfCode.Jump | BpfCode.Exit, 0, 0, 0, 0);
    }

    /// <summary>The program.</summary>
    public BpfInstruction[] Build()
    {
        BpfInstruction[] program = [.. _instructions];
        foreach ((int index, BpfLabel target) in _jumps)
        {
            int place = _labels[target.Number];
            Debug.Assert(place != Unmarked, "A label that is jumped to stands somewhere.");
            program[index] = program[index] with { Offset = Short(place - index - 1) };
        }

        return program;
    }

    private void EmitWide(BpfRegister to, byte kind, ulong value)
    {
        Emit(BpfCode.LoadImmediate | BpfCode.Size8, to, (BpfRegister)kind, 0, (int)value);
        Emit(0, 0, 0, 0, (int)(value >> 32));
    }

    private void Emit(byte code, BpfRegister to, BpfRegister from, short offset, int immediate) =>
        _instructions.Add(new BpfInstruction(code, (byte)((byte)to | ((byte)from << 4)), offset, immediate));

    // Offsets come from the kernel: one that does not fit must not be cut to another place.
    private static short Short(int offset) => checked((short)offset);

    private static byte SizeCode(int size) =>
        size switch
        {
            1 => BpfCode.Size1,
            2 => BpfCode.Size2,
            4 => BpfCode.Size4,
            8 => BpfCode.Size8,
            _ => throw new ArgumentOutOfRangeException(nameof(size), size, "A load or a store has 1, 2, 4 or 8 bytes."),
        };
}
