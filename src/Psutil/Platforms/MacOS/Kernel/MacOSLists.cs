using Psutil.Platforms.Bsd.Interop;
using Libc = Psutil.Platforms.MacOS.Interop.Libc;

namespace Psutil.Platforms.MacOS;

/// <summary>Reads lists of a process: its descriptors, its threads.</summary>
internal static class MacOSLists
{
    // 24 MiB of descriptors: three million.
    private const int LargestList = 24 * 1024 * 1024;

    /// <summary>
    /// Reads a list into a buffer that grows with it. Returns its length in bytes. The kernel cuts a list without an error.
    /// </summary>
    public static ReadResult Read(int pid, int flavor, ref RentedBuffer buffer)
    {
        while (true)
        {
            int length = Libc.GetProcessInformation(pid, flavor, 0, buffer.Span);
            if (length < 0)
            {
                return ReadResult.Failure("proc_pidinfo", -length);
            }

            // If there is no room for one more entry, the list may have been cut.
            if (length + sizeof(ulong) <= buffer.Span.Length || buffer.Span.Length > LargestList)
            {
                return ReadResult.Success(Math.Min(length, buffer.Span.Length));
            }

            buffer.Grow(0);
        }
    }

    /// <summary>Reads what a descriptor in a list is. False if it was closed after the listing, or cannot be read.</summary>
    public static bool TryReadDescriptor<T>(int pid, int descriptor, int flavor, out T value)
        where T : unmanaged
    {
        int result = Libc.GetDescriptorInformation(pid, descriptor, flavor, out value);

        // ENOENT: the file has no path any more.
        if (result < 0 && -result is not (Errno.EBADF or Errno.ENOENT or Errno.ESRCH))
        {
            PsutilEventSource.Log.SourceSkipped(
                string.Create(CultureInfo.InvariantCulture, $"proc_pidfdinfo({pid}, {descriptor})"),
                Errno.Describe(-result)
            );
        }

        return result >= 0;
    }
}
