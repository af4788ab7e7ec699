using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>When the machine started, by its current clock. Sleep counts as running.</summary>
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

        // The kernel adds each sleep to its boot time; the bias is the sum of these changes.
        return WindowsTime.ToInstant(time.BootTime - (long)time.SleepTimeBias) ?? throw new MalformedDataException(Call, "BootTime");
    }
}
