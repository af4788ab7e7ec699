namespace Psutil.Platforms.Linux.Interop;

/// <summary>The registers of a BPF program.</summary>
internal enum BpfRegister : byte
{
    /// <summary>The return value of a helper and of the program.</summary>
    R0,

    /// <summary>The first argument of a helper, overwritten by the call; at the program's start its context.</summary>
    R1,
    R2,
    R3,
    R4,
    R5,

    /// <summary>The first of four registers that a call preserves.</summary>
    R6,
    R7,
    R8,
    R9,

    /// <summary>The end of the stack, which grows downwards; read-only.</summary>
    FramePointer,
}

/// <summary>Arithmetic on 64 bits.</summary>
internal enum BpfOperation : byte
{
    Add = 0x00,
    Subtract = 0x10,
    Multiply = 0x20,
    And = 0x50,
    ShiftLeft = 0x60,
    ShiftRight = 0x70,
    Move = 0xb0,
    ShiftRightSigned = 0xc0,
}

/// <summary>When a jump is taken.</summary>
internal enum BpfCondition : byte
{
    Always = 0x00,
    Equal = 0x10,
    Greater = 0x20,
    GreaterOrEqual = 0x30,
    AnyBitOf = 0x40,
    NotEqual = 0x50,
    SignedGreaterOrEqual = 0x70,
    Less = 0xa0,
}

/// <summary>Functions of the kernel that a program can call (<c>enum bpf_func_id</c>).</summary>
internal enum BpfHelper
{
    MapLookupElement = 1,
    MapUpdateElement = 2,
    GetCurrentPidTgid = 14,

    /// <summary>The running task's address, as a number.</summary>
    GetCurrentTask = 35,

    /// <summary>(to, size, address): copies from any address of the kernel; a bad one gives zeros and an error.</summary>
    ProbeReadKernel = 113,

    /// <summary>(file, from, size): appends to the output of an iterator.</summary>
    SequenceWrite = 127,

    /// <summary>The running task, whose fields plain loads can read. Since Linux 5.11.</summary>
    GetCurrentTaskTyped = 158,

    /// <summary>(map, key, cpu): the value of a per-CPU map for one CPU. Since Linux 5.19.</summary>
    MapLookupPerCpuElement = 195,
}

/// <summary>The commands of bpf(2) that are used here (<c>enum bpf_cmd</c>).</summary>
internal enum BpfCommand
{
    CreateMap = 0,
    LookUpElement = 1,
    UpdateElement = 2,
    DeleteElement = 3,
    GetNextKey = 4,
    LoadProgram = 5,
    GetObjectInfo = 15,
    OpenRawTracepoint = 17,
    CreateLink = 28,
    CreateIterator = 33,
}

/// <summary>Numbers of bpf(2).</summary>
internal static class BpfNumber
{
    // enum bpf_map_type
    public const uint HashMap = 1;
    public const uint ArrayMap = 2;
    public const uint PerCpuArrayMap = 6;
    public const uint ArrayOfMaps = 12;

    // enum bpf_prog_type
    public const uint TracingProgram = 26;

    // enum bpf_attach_type
    public const uint TraceRawTracepoint = 23;
    public const uint TraceFunctionExit = 25;
    public const uint TraceIterator = 28;

    /// <summary>For an update of a map: only if it has no such key (BPF_NOEXIST).</summary>
    public const int OnlyIfAbsent = 1;

    /// <summary>The size of a program's stack in bytes (MAX_BPF_STACK).</summary>
    public const int StackSize = 512;
}
