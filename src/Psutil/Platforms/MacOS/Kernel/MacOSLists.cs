using Psutil.Platforms.MacOS.Interop;

namespace Psutil.Platforms.MacOS;

/// <summary>Lists of a process: its descriptors, its threads.</summary>
internal static class MacOSLists
{
    // 24 MiB of descriptors: three million.
    private const int LargestList = 24 * 1024 * 1024;

    /// <summary>A list in a buffer that grows with it: its length in bytes. The kernel cuts what does not fit without a word.</summary>
    public static ReadResult Read(int pid, int flavor, ref RentedBuffer buffer)
    {
        while (true)
        {
            int length = Libc.GetProcessInformation(pid, flavor, 0, buffer.Span);
            if (length < 0)
            {
                return ReadResult.Failure("proc_pidinfo", -length);
            }

            // Room for one more must be left, or there may be more.
            if (length + sizeof(ulong) <= buffer.Span.Length || buffer.Span.Length > LargestList)
            {
                return ReadResult.Success(Math.Min(length, buffer.Span.Length));
            }

            buffer.Grow(0);
        }
    }
}
