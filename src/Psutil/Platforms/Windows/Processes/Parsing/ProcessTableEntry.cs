using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows.Parsing;

/// <summary>One process of the table.</summary>
internal readonly ref struct ProcessTableEntry(
    SystemProcessInformation information,
    ReadOnlySpan<char> name,
    ReadOnlySpan<SystemThreadInformation> threads
)
{
    public SystemProcessInformation Information { get; } = information;

    /// <summary>The file name of its program; empty for the idle process.</summary>
    public ReadOnlySpan<char> Name { get; } = name;

    public ReadOnlySpan<SystemThreadInformation> Threads { get; } = threads;

    public int Pid => (int)Information.UniqueProcessId;

    public int ParentPid => (int)Information.InheritedFromUniqueProcessId;

    /// <summary>Stopped if every thread is suspended, or there is none, as in psutil; running otherwise.</summary>
    public ProcessStatus Status
    {
        get
        {
            foreach (ref readonly SystemThreadInformation thread in Threads)
            {
                if (
                    thread.ThreadState != SystemThreadInformation.StateWaiting
                    || thread.WaitReason != SystemThreadInformation.WaitReasonSuspended
                )
                {
                    return ProcessStatus.Running;
                }
            }

            return ProcessStatus.Stopped;
        }
    }

    /// <summary>The context switches of its current threads.</summary>
    public long ContextSwitches
    {
        get
        {
            long sum = 0;
            foreach (ref readonly SystemThreadInformation thread in Threads)
            {
                sum += thread.ContextSwitches;
            }

            return sum;
        }
    }

    public static ProcessStatus ToStatus(in SystemThreadInformation thread) =>
        thread.ThreadState switch
        {
            SystemThreadInformation.StateInitialized => ProcessStatus.Idle,
            SystemThreadInformation.StateTerminated => ProcessStatus.Dead,
            SystemThreadInformation.StateWaiting when thread.WaitReason == SystemThreadInformation.WaitReasonSuspended =>
                ProcessStatus.Stopped,
            SystemThreadInformation.StateWaiting => ProcessStatus.Sleeping,
            _ => ProcessStatus.Running,
        };
}
