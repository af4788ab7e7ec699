using Psutil.Platforms.MacOS.Interop;

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
}
