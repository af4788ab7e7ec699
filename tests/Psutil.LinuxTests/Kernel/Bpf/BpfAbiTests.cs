using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.LinuxTests.Abi;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.LinuxTests.Kernel;

public class BpfAbiTests
{
    private const string Includes = """
        linux/bpf.h
        linux/btf.h
        linux/capability.h
        linux/seccomp.h
        sys/syscall.h
        """;

    [Fact]
    public void StructuresAreLaidOutAsTheKernelsHeadersSay() =>
        AssertAgree([
            ("sizeof(struct bpf_insn)", Unsafe.SizeOf<BpfInstruction>()),
            ("offsetof(struct bpf_insn, off)", OffsetOf(new BpfInstruction(0, 0, -1, 0), 2)),
            ("offsetof(struct bpf_insn, imm)", OffsetOf(new BpfInstruction(0, 0, 0, -1), 4)),
            ("offsetof(union bpf_attr, map_type)", Offset<BpfMapAttributes>(nameof(BpfMapAttributes.Type))),
            ("offsetof(union bpf_attr, key_size)", Offset<BpfMapAttributes>(nameof(BpfMapAttributes.KeySize))),
            ("offsetof(union bpf_attr, value_size)", Offset<BpfMapAttributes>(nameof(BpfMapAttributes.ValueSize))),
            ("offsetof(union bpf_attr, max_entries)", Offset<BpfMapAttributes>(nameof(BpfMapAttributes.MostEntries))),
            ("offsetof(union bpf_attr, map_flags)", Offset<BpfMapAttributes>(nameof(BpfMapAttributes.Flags))),
            ("offsetof(union bpf_attr, inner_map_fd)", Offset<BpfMapAttributes>(nameof(BpfMapAttributes.InnerMap))),
            ("offsetof(union bpf_attr, numa_node)", Unsafe.SizeOf<BpfMapAttributes>()),
            ("offsetof(union bpf_attr, prog_type)", Offset<BpfProgramAttributes>(nameof(BpfProgramAttributes.Type))),
            ("offsetof(union bpf_attr, insn_cnt)", Offset<BpfProgramAttributes>(nameof(BpfProgramAttributes.InstructionCount))),
            ("offsetof(union bpf_attr, insns)", Offset<BpfProgramAttributes>(nameof(BpfProgramAttributes.Instructions))),
            ("offsetof(union bpf_attr, license)", Offset<BpfProgramAttributes>(nameof(BpfProgramAttributes.License))),
            ("offsetof(union bpf_attr, log_level)", Offset<BpfProgramAttributes>(nameof(BpfProgramAttributes.LogLevel))),
            ("offsetof(union bpf_attr, log_size)", Offset<BpfProgramAttributes>(nameof(BpfProgramAttributes.LogSize))),
            ("offsetof(union bpf_attr, log_buf)", Offset<BpfProgramAttributes>(nameof(BpfProgramAttributes.Log))),
            ("offsetof(union bpf_attr, kern_version)", Offset<BpfProgramAttributes>(nameof(BpfProgramAttributes.KernelVersion))),
            ("offsetof(union bpf_attr, prog_flags)", Offset<BpfProgramAttributes>(nameof(BpfProgramAttributes.Flags))),
            ("offsetof(union bpf_attr, prog_name)", Offset<BpfProgramAttributes>(nameof(BpfProgramAttributes.Name))),
            ("offsetof(union bpf_attr, prog_ifindex)", Offset<BpfProgramAttributes>(nameof(BpfProgramAttributes.InterfaceIndex))),
            (
                "offsetof(union bpf_attr, expected_attach_type)",
                Offset<BpfProgramAttributes>(nameof(BpfProgramAttributes.ExpectedAttachType))
            ),
            ("offsetof(union bpf_attr, prog_btf_fd)", Offset<BpfProgramAttributes>(nameof(BpfProgramAttributes.BtfDescriptor))),
            ("offsetof(union bpf_attr, func_info)", Offset<BpfProgramAttributes>(nameof(BpfProgramAttributes.FunctionInfo))),
            ("offsetof(union bpf_attr, line_info)", Offset<BpfProgramAttributes>(nameof(BpfProgramAttributes.LineInfo))),
            ("offsetof(union bpf_attr, attach_btf_id)", Offset<BpfProgramAttributes>(nameof(BpfProgramAttributes.AttachBtfId))),
            ("offsetof(union bpf_attr, link_create.prog_fd)", Offset<BpfLinkAttributes>(nameof(BpfLinkAttributes.Program))),
            ("offsetof(union bpf_attr, link_create.target_fd)", Offset<BpfLinkAttributes>(nameof(BpfLinkAttributes.Target))),
            ("offsetof(union bpf_attr, link_create.attach_type)", Offset<BpfLinkAttributes>(nameof(BpfLinkAttributes.AttachType))),
            ("offsetof(union bpf_attr, link_create.flags)", Offset<BpfLinkAttributes>(nameof(BpfLinkAttributes.Flags))),
            ("offsetof(union bpf_attr, iter_create.link_fd)", Offset<BpfIteratorAttributes>(nameof(BpfIteratorAttributes.Link))),
            ("offsetof(union bpf_attr, iter_create.flags)", Offset<BpfIteratorAttributes>(nameof(BpfIteratorAttributes.Flags))),
            ("offsetof(union bpf_attr, map_fd)", Offset<BpfElementAttributes>(nameof(BpfElementAttributes.Map))),
            ("offsetof(union bpf_attr, key)", Offset<BpfElementAttributes>(nameof(BpfElementAttributes.Key))),
            ("offsetof(union bpf_attr, value)", Offset<BpfElementAttributes>(nameof(BpfElementAttributes.Value))),
            ("offsetof(union bpf_attr, next_key)", Offset<BpfElementAttributes>(nameof(BpfElementAttributes.Value))),
            ("offsetof(union bpf_attr, flags)", Offset<BpfElementAttributes>(nameof(BpfElementAttributes.Flags))),
            ("offsetof(union bpf_attr, raw_tracepoint.name)", Offset<BpfRawTracepointAttributes>(nameof(BpfRawTracepointAttributes.Name))),
            (
                "offsetof(union bpf_attr, raw_tracepoint.prog_fd)",
                Offset<BpfRawTracepointAttributes>(nameof(BpfRawTracepointAttributes.Program))
            ),
            ("offsetof(union bpf_attr, info.bpf_fd)", Offset<BpfInfoAttributes>(nameof(BpfInfoAttributes.Descriptor))),
            ("offsetof(union bpf_attr, info.info_len)", Offset<BpfInfoAttributes>(nameof(BpfInfoAttributes.Size))),
            ("offsetof(union bpf_attr, info.info)", Offset<BpfInfoAttributes>(nameof(BpfInfoAttributes.Info))),
            ("offsetof(struct bpf_prog_info, name)", Offset<BpfProgramInfo>(nameof(BpfProgramInfo.Name))),
            ("offsetof(struct bpf_prog_info, run_time_ns)", Offset<BpfProgramInfo>(nameof(BpfProgramInfo.RunNanoseconds))),
            ("offsetof(struct bpf_prog_info, run_cnt)", Offset<BpfProgramInfo>(nameof(BpfProgramInfo.RunCount))),
            ("offsetof(struct bpf_prog_info, recursion_misses)", Offset<BpfProgramInfo>(nameof(BpfProgramInfo.Missed))),
        ]);

    [Fact]
    public void NumbersAreThoseOfTheKernelsHeaders() =>
        AssertAgree([
            ("SYS_bpf", Libc.BpfSystemCall ?? -1),
            ("BPF_MAP_CREATE", (long)BpfCommand.CreateMap),
            ("BPF_PROG_LOAD", (long)BpfCommand.LoadProgram),
            ("BPF_MAP_LOOKUP_ELEM", (long)BpfCommand.LookUpElement),
            ("BPF_MAP_DELETE_ELEM", (long)BpfCommand.DeleteElement),
            ("BPF_MAP_GET_NEXT_KEY", (long)BpfCommand.GetNextKey),
            ("BPF_OBJ_GET_INFO_BY_FD", (long)BpfCommand.GetObjectInfo),
            ("BPF_RAW_TRACEPOINT_OPEN", (long)BpfCommand.OpenRawTracepoint),
            ("BPF_MAP_TYPE_HASH", BpfNumber.HashMap),
            ("BPF_MAP_TYPE_ARRAY", BpfNumber.ArrayMap),
            ("BPF_TRACE_RAW_TP", BpfNumber.TraceRawTracepoint),
            ("BPF_NOEXIST", BpfNumber.OnlyIfAbsent),
            ("BPF_FUNC_get_current_task_btf", (long)BpfHelper.GetCurrentTaskTyped),
            ("BPF_ATOMIC", BpfCode.Atomic),
            ("BPF_LINK_CREATE", (long)BpfCommand.CreateLink),
            ("BPF_ITER_CREATE", (long)BpfCommand.CreateIterator),
            ("BPF_MAP_TYPE_PERCPU_ARRAY", BpfNumber.PerCpuArrayMap),
            ("BPF_PROG_TYPE_TRACING", BpfNumber.TracingProgram),
            ("BPF_TRACE_ITER", BpfNumber.TraceIterator),
            ("BPF_FUNC_map_lookup_elem", (long)BpfHelper.MapLookupElement),
            ("BPF_FUNC_map_update_elem", (long)BpfHelper.MapUpdateElement),
            ("BPF_FUNC_get_current_pid_tgid", (long)BpfHelper.GetCurrentPidTgid),
            ("BPF_FUNC_get_current_task", (long)BpfHelper.GetCurrentTask),
            ("BPF_FUNC_probe_read_kernel", (long)BpfHelper.ProbeReadKernel),
            ("BPF_FUNC_seq_write", (long)BpfHelper.SequenceWrite),
            ("BPF_LD | BPF_IMM", BpfCode.LoadImmediate),
            ("BPF_LDX", BpfCode.LoadIndirect),
            ("BPF_ST", BpfCode.StoreImmediate),
            ("BPF_STX", BpfCode.StoreRegister),
            ("BPF_JMP", BpfCode.Jump),
            ("BPF_ALU64", BpfCode.Arithmetic64),
            ("BPF_MEM", BpfCode.Memory),
            ("BPF_W", BpfCode.Size4),
            ("BPF_H", BpfCode.Size2),
            ("BPF_B", BpfCode.Size1),
            ("BPF_DW", BpfCode.Size8),
            ("BPF_X", BpfCode.FromRegister),
            ("BPF_CALL", BpfCode.Call),
            ("BPF_EXIT", BpfCode.Exit),
            ("BPF_PSEUDO_MAP_FD", BpfCode.PseudoMapDescriptor),
            ("BPF_REG_10", (long)BpfRegister.FramePointer),
            ("BPF_ADD", (long)BpfOperation.Add),
            ("BPF_SUB", (long)BpfOperation.Subtract),
            ("BPF_MUL", (long)BpfOperation.Multiply),
            ("BPF_AND", (long)BpfOperation.And),
            ("BPF_LSH", (long)BpfOperation.ShiftLeft),
            ("BPF_RSH", (long)BpfOperation.ShiftRight),
            ("BPF_MOV", (long)BpfOperation.Move),
            ("BPF_ARSH", (long)BpfOperation.ShiftRightSigned),
            ("BPF_JA", (long)BpfCondition.Always),
            ("BPF_JEQ", (long)BpfCondition.Equal),
            ("BPF_JGT", (long)BpfCondition.Greater),
            ("BPF_JGE", (long)BpfCondition.GreaterOrEqual),
            ("BPF_JSET", (long)BpfCondition.AnyBitOf),
            ("BPF_JNE", (long)BpfCondition.NotEqual),
            ("BPF_JSGE", (long)BpfCondition.SignedGreaterOrEqual),
            ("BPF_JLT", (long)BpfCondition.Less),
            ("BTF_KIND_INT", (long)BtfKind.Integer),
            ("BTF_KIND_PTR", (long)BtfKind.Pointer),
            ("BTF_KIND_ARRAY", (long)BtfKind.Array),
            ("BTF_KIND_STRUCT", (long)BtfKind.Structure),
            ("BTF_KIND_UNION", (long)BtfKind.Union),
            ("BTF_KIND_ENUM", (long)BtfKind.Enumeration),
            ("BTF_KIND_FWD", (long)BtfKind.Forward),
            ("BTF_KIND_TYPEDEF", (long)BtfKind.TypeDefinition),
            ("BTF_KIND_VOLATILE", (long)BtfKind.Volatile),
            ("BTF_KIND_CONST", (long)BtfKind.Const),
            ("BTF_KIND_RESTRICT", (long)BtfKind.Restrict),
            ("BTF_KIND_FUNC", (long)BtfKind.Function),
            ("BTF_KIND_FUNC_PROTO", (long)BtfKind.FunctionPrototype),
            ("BTF_KIND_VAR", (long)BtfKind.Variable),
            ("BTF_KIND_DATASEC", (long)BtfKind.DataSection),
            ("BTF_KIND_FLOAT", (long)BtfKind.Float),
            ("BTF_KIND_DECL_TAG", (long)BtfKind.DeclarationTag),
            ("BTF_KIND_TYPE_TAG", (long)BtfKind.TypeTag),
            ("BTF_KIND_ENUM64", (long)BtfKind.Enumeration64),
        ]);

    private static void AssertAgree((string Expression, long Ours)[] facts)
    {
        IReadOnlyDictionary<string, long> theirs = CHeaders.Evaluate(Includes, [.. facts.Select(fact => fact.Expression)]);
        Assert.All(facts, fact => Assert.Equal((fact.Expression, theirs[fact.Expression]), fact));
    }

    private static long Offset<T>(string field) => Marshal.OffsetOf<T>(field).ToInt64();

    // The place of the only bytes that are not 0.
    private static long OffsetOf(BpfInstruction instruction, int expected)
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<BpfInstruction>(in instruction));
        Assert.Equal(expected, bytes.IndexOfAnyExcept((byte)0));
        return expected;
    }
}
