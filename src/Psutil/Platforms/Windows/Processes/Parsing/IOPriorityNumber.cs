namespace Psutil.Platforms.Windows.Parsing;

/// <summary>The kernel's numbers of I/O priorities (<c>IO_PRIORITY_HINT</c>): 0 to 3.</summary>
internal static class IOPriorityNumber
{
    /// <summary>The priority; null for a number that a process cannot have (4 is reserved for the memory manager).</summary>
    public static IOPriority? Parse(int number) =>
        number is >= 0 and <= WindowsIOPriority.High - WindowsIOPriority.VeryLow
            ? new IOPriority { Windows = WindowsIOPriority.VeryLow + number }
            : null;

    public static int Of(WindowsIOPriority priority) => priority - WindowsIOPriority.VeryLow;
}
