namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>SYSTEM_THREAD_INFORMATION</c>: one thread of the process table.</summary>
internal struct SystemThreadInformation
{
    // KTHREAD_STATE and KWAIT_REASON, of the Windows Driver Kit.
    public const uint StateInitialized = 0;
    public const uint StateReady = 1;
    public const uint StateRunning = 2;
    public const uint StateStandby = 3;
    public const uint StateTerminated = 4;
    public const uint StateWaiting = 5;
    public const uint StateDeferredReady = 7;
    public const uint WaitReasonSuspended = 5;

    public long KernelTime;
    public long UserTime;
    public long CreateTime;
    public uint WaitTime;
    public nuint StartAddress;
    public nuint UniqueProcess;
    public nuint UniqueThread;
    public int Priority;
    public int BasePriority;
    public uint ContextSwitches;
    public uint ThreadState;
    public uint WaitReason;
}
