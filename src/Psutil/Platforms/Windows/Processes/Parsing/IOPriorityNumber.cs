namespace Psutil.Platforms.Windows.Parsing;

/// <summary>The kernel's numbers of I/O priorities (<c>IO_PRIORITY_HINT</c>).</summary>
internal static class IOPriorityNumber
{
    /// <summary>The priority; null for a number that no process can be given (4 is the memory manager's own).</summary>
    public static IOPriority? Parse(int number) =>
        number is >= 0 and <= IOPriorityClass.High - IOPriorityClass.VeryLow ? new IOPriority(IOPriorityClass.VeryLow + number) : null;

    public static int Of(IOPriorityClass priority) => priority - IOPriorityClass.VeryLow;
}
