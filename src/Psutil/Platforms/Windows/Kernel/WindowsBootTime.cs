using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>When the machine started, by its present clock. The time that it slept is included.</summary>
internal static class WindowsBootTime
{
    private const string Call = "NtQuerySystemInformation(SystemTimeOfDayInformation)";

    public static DateTimeOffset Read()
    {
        int status = Ntdll.QuerySystem(Ntdll.SystemTimeOfDayClass, out SystemTimeOfDay time);
        if (NtStatus.Failed(status))
        {
            throw NtStatus.ToException(Call, status);
        }

        // The kernel moves its boot time by each sleep; the bias takes that back.
        return WindowsTime.ToInstant(time.BootTime - (long)time.SleepTimeBias) ?? throw new MalformedDataException(Call, "BootTime");
    }
}
