using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>The limits of the job object that this process belongs to; containers set them.</summary>
internal static class WindowsLimits
{
    public static MachineLimits Read(int cpuCount)
    {
        if (!Kernel32.IsInJob)
        {
            return default;
        }

        // Each with a separate call, because older systems support fewer.
        JobExtendedLimits limits = Read<JobExtendedLimits>(Kernel32.JobExtendedLimitsClass, "JobObjectExtendedLimitInformation") ?? default;
        JobCpuRate rate = Read<JobCpuRate>(Kernel32.JobCpuRateClass, "JobObjectCpuRateControlInformation") ?? default;
        JobMemoryUsage? usage = Read<JobMemoryUsage>(Kernel32.JobMemoryUsageClass, "JobObjectMemoryUsageInformation");
        return JobLimits.Combine(limits, rate, usage, cpuCount);
    }

    private static T? Read<T>(int informationClass, string name)
        where T : unmanaged
    {
        int error = Kernel32.QueryOwnJob(informationClass, out T information);
        if (error == Win32Error.Success)
        {
            return information;
        }

        CallFailure.Error($"QueryInformationJobObject({name})", error).Note("job limits");
        return null;
    }
}
