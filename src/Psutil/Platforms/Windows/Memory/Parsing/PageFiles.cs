using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows.Parsing;

/// <summary>The page files: entries of <c>SYSTEM_PAGEFILE_INFORMATION</c>.</summary>
internal static class PageFiles
{
    /// <summary>How many pages of all page files are in use.</summary>
    public static long SumInUse(ReadOnlySpan<byte> answer)
    {
        long sum = 0;
        while (answer.Length >= Unsafe.SizeOf<SystemPageFile>())
        {
            SystemPageFile file = MemoryMarshal.Read<SystemPageFile>(answer);
            sum += file.TotalInUse;
            if (file.NextEntryOffset == 0 || file.NextEntryOffset > (uint)answer.Length)
            {
                break;
            }

            answer = answer[(int)file.NextEntryOffset..];
        }

        return sum;
    }
}
