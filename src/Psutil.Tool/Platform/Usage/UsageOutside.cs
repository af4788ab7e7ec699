using Psutil.Tool.Readings;

namespace Psutil.Tool.Platform;

/// <summary>Asks file systems that may never answer in another process, on the systems where the command can do that.</summary>
internal static class UsageOutside
{
    /// <summary>
    /// What asks for the space of file systems: it returns the answers that came in time, or null if no process can be started. Null where
    /// this process has to ask by itself.
    /// </summary>
    public static AskUsage? Create() => OperatingSystem.IsLinux() ? new UsageCopies().Ask : null;

    /// <summary>Answers for the process that started this one, until that has no more questions. Returns at once where there is
    /// none.</summary>
    public static void Answer(Disks disks)
    {
        if (OperatingSystem.IsLinux())
        {
            UsageCopy.Answer(disks);
        }
    }
}
