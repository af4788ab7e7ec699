using System.Diagnostics.CodeAnalysis;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>
/// A program that the kernel runs whenever it passes a tracepoint or the end of a function. The kernel detaches and unloads it with the
/// last descriptor, however the process ends.
/// </summary>
internal sealed class BpfTracepoint : IDisposable
{
    private readonly SafeFileHandle _program;
    private readonly SafeFileHandle _link;

    private BpfTracepoint(SafeFileHandle program, SafeFileHandle link)
    {
        _program = program;
        _link = link;
    }

    /// <summary>Loads a program and attaches it.</summary>
    /// <param name="place">The BTF number of the tracepoint's type, such as <c>btf_trace_sock_send_length</c>, or of the function.</param>
    /// <param name="attachType">Which of both.</param>
    /// <param name="name">Its name, for people who list the kernel's programs.</param>
    /// <param name="program">The program. Its context is the arguments, of 8 bytes each, and what the function returns.</param>
    /// <param name="attached">The attached program.</param>
    /// <param name="refusal">Why the kernel does not accept it.</param>
    public static bool TryLoad(
        int place,
        uint attachType,
        ReadOnlySpan<byte> name,
        ReadOnlySpan<BpfInstruction> program,
        [NotNullWhen(true)] out BpfTracepoint? attached,
        [NotNullWhen(false)] out BpfRefusal? refusal
    )
    {
        attached = null;
        BpfProgramAttributes attributes = new()
        {
            Type = BpfNumber.TracingProgram,
            Name = BpfName.Of(name),
            ExpectedAttachType = attachType,
            AttachBtfId = (uint)place,
        };
        if (!BpfProgram.TryLoad(in attributes, program, out SafeFileHandle? loaded, out refusal))
        {
            return false;
        }

        int link = Libc.OpenBpfRawTracepoint(loaded);
        if (link < 0)
        {
            loaded.Dispose();
            refusal = new BpfRefusal("bpf(BPF_RAW_TRACEPOINT_OPEN)", -link);
            return false;
        }

        attached = new BpfTracepoint(loaded, new SafeFileHandle(link, ownsHandle: true));
        return true;
    }

    /// <summary>What the kernel counts about the program.</summary>
    public ReadResult ReadInfo(out BpfProgramInfo info)
    {
        int result = Libc.GetBpfProgramInfo(_program, out info);
        return result < 0 ? ReadResult.Failure("bpf(BPF_OBJ_GET_INFO_BY_FD)", -result) : ReadResult.Success(0);
    }

    public void Dispose()
    {
        _link.Dispose();
        _program.Dispose();
    }
}
