using System.Runtime.InteropServices;

namespace Psutil.Platforms.Windows.Interop;

internal static unsafe partial class Kernel32
{
    // JOBOBJECTINFOCLASS.
    public const int JobExtendedLimitsClass = 9;
    public const int JobCpuRateClass = 15;
    public const int JobMemoryUsageClass = 28;

    /// <summary>What holds for the job that this process belongs to; fails if it belongs to none.</summary>
    public static int QueryOwnJob<T>(int informationClass, out T information)
        where T : unmanaged
    {
        T answer = default;
        int error = ErrorOf(QueryInformationJobObject(0, informationClass, &answer, (uint)sizeof(T), null));
        information = answer;
        return error;
    }

    /// <summary>Whether this process belongs to a job.</summary>
    public static bool IsInJob
    {
        get
        {
            int isInJob = 0;
            return IsProcessInJob(-1, 0, &isInJob) != 0 && isInJob != 0;
        }
    }

    [LibraryImport(Library, SetLastError = true)]
    private static partial int QueryInformationJobObject(nint job, int informationClass, void* information, uint length, uint* returned);

    [LibraryImport(Library)]
    private static partial int IsProcessInJob(nint process, nint job, int* result);
}
