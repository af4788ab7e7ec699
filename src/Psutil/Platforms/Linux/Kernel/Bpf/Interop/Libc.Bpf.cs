using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Psutil.Platforms.Linux.Interop;

internal static unsafe partial class Libc
{
    private const int MostBpfAttempts = 5;

    /// <summary>The number of bpf(2), or null on an architecture on which the programs have not been tested.</summary>
    public static int? BpfSystemCall { get; } =
        RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => 321,
            Architecture.Arm64 => 280,
            _ => null,
        };

    /// <summary>Creates a map and returns its descriptor.</summary>
    public static int CreateBpfMap(in BpfMapAttributes map) => CallBpf(BpfCommand.CreateMap, in map);

    /// <summary>Has the kernel verify and compile a program, and returns its descriptor.</summary>
    /// <param name="program">The other arguments.</param>
    /// <param name="instructions">The program.</param>
    /// <param name="license">Its license, ending in a NUL: some helpers require one compatible with the GPL.</param>
    /// <param name="log">Receives the verifier's log; if empty, no log is written.</param>
    public static int LoadBpfProgram(
        BpfProgramAttributes program,
        ReadOnlySpan<BpfInstruction> instructions,
        ReadOnlySpan<byte> license,
        Span<byte> log
    )
    {
        fixed (BpfInstruction* first = instructions)
        fixed (
            byte* licensePointer = license,
                logPointer = log
        )
        {
            program.InstructionCount = (uint)instructions.Length;
            program.Instructions = (ulong)first;
            program.License = (ulong)licensePointer;
            program.LogLevel = log.IsEmpty ? 0u : 1;
            program.LogSize = (uint)log.Length;
            program.Log = (ulong)logPointer;
            return CallBpf(BpfCommand.LoadProgram, in program);
        }
    }

    /// <summary>Attaches a program and returns the descriptor that keeps it attached.</summary>
    public static int CreateBpfLink(SafeFileHandle program, uint attachType)
    {
        BpfLinkAttributes link = new() { Program = (uint)program.DangerousGetHandle(), AttachType = attachType };
        int result = CallBpf(BpfCommand.CreateLink, in link);
        GC.KeepAlive(program);
        return result;
    }

    /// <summary>Returns a descriptor; reading it runs the program once over all objects.</summary>
    public static int CreateBpfIterator(SafeFileHandle link)
    {
        // Another thread may dispose of it, and its number be another file's then.
        bool held = false;
        link.DangerousAddRef(ref held);
        try
        {
            BpfIteratorAttributes iterator = new() { Link = (uint)link.DangerousGetHandle() };
            return CallBpf(BpfCommand.CreateIterator, in iterator);
        }
        finally
        {
            link.DangerousRelease();
        }
    }

    private static int CallBpf<T>(BpfCommand command, in T attributes)
        where T : unmanaged
    {
        if (BpfSystemCall is not { } number)
        {
            return -Errno.ENOSYS;
        }

        fixed (T* pointer = &attributes)
        {
            // A pending signal interrupts the verifier (bpf_check).
            int result;
            int attempts = 0;
            do
            {
                result = Result(syscall(number, (nint)command, (nint)pointer, sizeof(T), 0, 0));
            } while (result is -Errno.EINTR or -Errno.EAGAIN && ++attempts < MostBpfAttempts);

            return result;
        }
    }
}

/// <summary>The part of <c>union bpf_attr</c> that BPF_MAP_CREATE takes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BpfMapAttributes
{
    public uint Type;
    public uint KeySize;
    public uint ValueSize;
    public uint MostEntries;
    public uint Flags;
    public uint InnerMap;
}

/// <summary>The part of <c>union bpf_attr</c> that BPF_PROG_LOAD takes, up to the last member in use.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BpfProgramAttributes
{
    public uint Type;
    public uint InstructionCount;
    public ulong Instructions;
    public ulong License;
    public uint LogLevel;
    public uint LogSize;
    public ulong Log;
    public uint KernelVersion;
    public uint Flags;

    public BpfName Name;
    public uint InterfaceIndex;
    public uint ExpectedAttachType;
    public uint BtfDescriptor;
    public uint FunctionInfoSize;
    public ulong FunctionInfo;
    public uint FunctionInfoCount;
    public uint LineInfoSize;
    public ulong LineInfo;
    public uint LineInfoCount;
    public uint AttachBtfId;
}

/// <summary>The part of <c>union bpf_attr</c> that BPF_LINK_CREATE takes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BpfLinkAttributes
{
    public uint Program;
    public uint Target;
    public uint AttachType;
    public uint Flags;
}

/// <summary>The part of <c>union bpf_attr</c> that BPF_ITER_CREATE takes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BpfIteratorAttributes
{
    public uint Link;
    public uint Flags;
}
