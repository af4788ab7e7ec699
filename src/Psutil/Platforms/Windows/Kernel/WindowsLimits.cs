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
        int error = Kernel32.QueryOwnJob(Kernel32.JobExtendedLimitsClass, out JobExtendedLimits limits);
        if (error != Win32Error.Success)
        {
            PsutilEventSource.Log.SourceSkipped(
                "QueryInformationJobObject",
                Win32Error.ToError("JobObjectExtendedLimitInformation", error).Description
            );
            limits = default;
        }

        _ = Kernel32.QueryOwnJob(Kernel32.JobCpuRateClass, out JobCpuRate rate);
        bool hasUsage = Kernel32.QueryOwnJob(Kernel32.JobMemoryUsageClass, out JobMemoryUsage usage) == Win32Error.Success;
        return JobLimits.Combine(limits, rate, hasUsage ? usage : null, cpuCount);
    }
}
