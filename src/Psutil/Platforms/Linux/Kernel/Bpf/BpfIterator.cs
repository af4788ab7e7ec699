using System.Diagnostics.CodeAnalysis;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>
/// A program that the kernel runs over all objects of one kind when its descriptor is read (Documentation/bpf/bpf_iterators.rst). The
/// kernel unloads it with the last descriptor, however the process ends.
/// </summary>
internal sealed class BpfIterator : IDisposable
{
    private readonly SafeFileHandle _link;

    private BpfIterator(SafeFileHandle link) => _link = link;

    /// <summary>Loads a program and attaches it.</summary>
    /// <param name="name">Its name, for people who list the kernel's programs.</param>
    /// <param name="function">The BTF number of the kernel function for the kind of object, such as <c>bpf_iter_task</c>.</param>
    /// <param name="program">The program.</param>
    /// <param name="iterator">The iterator.</param>
    /// <param name="refusal">Why the kernel does not accept it.</param>
    public static bool TryLoad(
        ReadOnlySpan<byte> name,
        int function,
        ReadOnlySpan<BpfInstruction> program,
        [NotNullWhen(true)] out BpfIterator? iterator,
        [NotNullWhen(false)] out BpfRefusal? refusal
    )
    {
        iterator = null;
        BpfProgramAttributes attributes = new()
        {
            Type = BpfNumber.TracingProgram,
            Name = BpfName.Of(name),
            ExpectedAttachType = BpfNumber.TraceIterator,
            AttachBtfId = (uint)function,
        };
        if (!BpfProgram.TryLoad(attributes, program, out SafeFileHandle? handle, out refusal))
        {
            return false;
        }

        // The link keeps the program loaded.
        using SafeFileHandle loaded = handle;
        int link = Libc.CreateBpfLink(loaded, BpfNumber.TraceIterator);
        if (link < 0)
        {
            refusal = new BpfRefusal("bpf(BPF_LINK_CREATE)", -link);
            return false;
        }

        iterator = new BpfIterator(new SafeFileHandle(link, ownsHandle: true));
        refusal = null;
        return true;
    }

    /// <summary>
    /// Runs the program once over all objects. The kernel returns its output in pieces of at most 32 KiB (bpf_seq_read).
    /// </summary>
    /// <param name="buffer">Receives the program's output; grows up to the limit.</param>
    /// <param name="mostBytes">The limit; a longer output is a failure.</param>
    /// <returns>The length of the output.</returns>
    public ReadResult Read(ref byte[] buffer, int mostBytes)
    {
        int descriptor = Libc.CreateBpfIterator(_link);
        if (descriptor < 0)
        {
            return ReadResult.Failure("bpf(BPF_ITER_CREATE)", -descriptor);
        }

        int length = 0;
        try
        {
            while (true)
            {
                if (length == buffer.Length)
                {
                    if (length >= mostBytes)
                    {
                        return ReadResult.Failure("read", Errno.EOVERFLOW);
                    }

                    Array.Resize(ref buffer, Math.Min(length * 2, mostBytes));
                }

                int count = Libc.Read(descriptor, buffer.AsSpan(length));

                // After a million objects without output, the kernel returns EAGAIN, and read() must be called again.
                if (count <= 0 && count != -Errno.EAGAIN)
                {
                    return count < 0 ? ReadResult.Failure("read", -count) : ReadResult.Success(length);
                }

                length += Math.Max(count, 0);
            }
        }
        finally
        {
            Libc.Close(descriptor);
        }
    }

    public void Dispose() => _link.Dispose();
}
