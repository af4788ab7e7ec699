using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>Loads programs.</summary>
internal static class BpfProgram
{
    // The verifier's log of a program of a thousand instructions has some hundred kilobytes.
    private const int LogSize = 4 * 1024 * 1024;

    // The end of the log has the reason.
    private const int MostLogKept = 16 * 1024;

    // Helpers that read kernel memory require the GPL or this license.
    private static ReadOnlySpan<byte> License => "Dual MIT/GPL\0"u8;

    /// <summary>Has the kernel verify a program and compile it.</summary>
    /// <param name="attributes">Its type, and what it is attached to.</param>
    /// <param name="program">The program.</param>
    /// <param name="handle">The descriptor that keeps it loaded.</param>
    /// <param name="refusal">Why the kernel does not accept it, with the verifier's log.</param>
    public static bool TryLoad(
        in BpfProgramAttributes attributes,
        ReadOnlySpan<BpfInstruction> program,
        [NotNullWhen(true)] out SafeFileHandle? handle,
        [NotNullWhen(false)] out BpfRefusal? refusal
    )
    {
        int loaded = Libc.LoadBpfProgram(attributes, program, License, []);
        handle = loaded < 0 ? null : new SafeFileHandle(loaded, ownsHandle: true);
        refusal = loaded < 0 ? new BpfRefusal("bpf(BPF_PROG_LOAD)", -loaded, ReadLog(attributes, program)) : null;
        return handle is not null;
    }

    private static string? ReadLog(in BpfProgramAttributes attributes, ReadOnlySpan<BpfInstruction> program)
    {
        using NativePages pages = new(LogSize);
        Span<byte> log = pages.GetSpan();
        int loaded = Libc.LoadBpfProgram(attributes, program, License, log);
        if (loaded >= 0)
        {
            Libc.Close(loaded);
        }

        ReadOnlySpan<byte> text = log;
        int length = text.IndexOf((byte)0);
        text = length < 0 ? text : text[..length];
        return text.IsEmpty ? null : Encoding.Latin1.GetString(text[Math.Max(0, text.Length - MostLogKept)..]);
    }
}
