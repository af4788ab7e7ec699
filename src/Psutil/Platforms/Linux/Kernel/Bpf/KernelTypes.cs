using System.Diagnostics.CodeAnalysis;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// The running kernel's description of its types. It has some megabytes, which are given back as soon as the offsets have been looked up.
/// </summary>
internal sealed class KernelTypes : IDisposable
{
    private const int UsualBytes = 8 * 1024 * 1024;
    private const int MostBytes = 64 * 1024 * 1024;

    private readonly NativePages _pages;

    private KernelTypes(NativePages pages, Btf btf) => (_pages, Btf) = (pages, btf);

    /// <summary>The types; not to be used after this is disposed.</summary>
    public Btf Btf { get; }

    /// <summary>Reads them; if that fails, the refusal says why.</summary>
    public static bool TryRead(FileTree sys, [NotNullWhen(true)] out KernelTypes? types, [NotNullWhen(false)] out BpfRefusal? refusal)
    {
        types = null;
        NativePages pages = new(UsualBytes);
        try
        {
            ReadResult read = Read(sys, ref pages);
            Btf? btf = null;
            string? malformed = null;
            refusal =
                read.Failed ? new BpfRefusal(read.Call + "(/sys/kernel/btf/vmlinux)", read.Error)
                : Btf.TryParse(pages.Memory[..read.Value], out btf, out malformed) ? null
                : new BpfRefusal($"The kernel's type information is malformed: {malformed}.");
            types = btf is null ? null : new KernelTypes(pages, btf);
            return refusal is null;
        }
        finally
        {
            if (types is null)
            {
                pages.Dispose();
            }
        }
    }

    public void Dispose() => _pages.Dispose();

    private static ReadResult Read(FileTree sys, ref NativePages pages)
    {
        ReadResult opened = sys.OpenRead("kernel/btf/vmlinux\0"u8);
        if (opened.Failed)
        {
            return opened;
        }

        using SafeFileHandle file = new(opened.Value, ownsHandle: true);
        int length = 0;
        while (true)
        {
            int count = Libc.Read(opened.Value, pages.GetSpan()[length..]);
            if (count <= 0)
            {
                return count < 0 ? ReadResult.Failure("read", -count) : ReadResult.Success(length);
            }

            length += count;
            if (length == pages.GetSpan().Length)
            {
                if (length >= MostBytes)
                {
                    return ReadResult.Failure("read", Errno.EOVERFLOW);
                }

                NativePages larger = new(length * 2);
                pages.GetSpan().CopyTo(larger.GetSpan());
                pages.Dispose();
                pages = larger;
            }
        }
    }
}
