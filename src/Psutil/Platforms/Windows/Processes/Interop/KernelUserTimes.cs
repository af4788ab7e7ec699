namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>KERNEL_USER_TIMES</c>: two FILETIMEs and two spans of 100 ns.</summary>
internal struct KernelUserTimes
{
    public long CreateTime;
    public long ExitTime;
    public long KernelTime;
    public long UserTime;
}
