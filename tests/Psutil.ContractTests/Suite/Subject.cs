using System.Net;

namespace Psutil.ContractTests.Suite;

/// <summary>
/// What the contract is tried on: a machine, and the means to have something happen on it. The machine at hand, with real processes and
/// sockets, or one whose kernel is simulated. What a subject cannot bring about, it skips with the reason in words.
/// </summary>
public abstract class Subject : IDisposable
{
    public abstract Machine Machine { get; }

    public Processes Processes => Machine.Processes;

    /// <summary>The calling process, as the machine has it.</summary>
    public virtual OSProcess Self => Processes.Current;

    /// <summary>Why a process lacks a field that is not supported.</summary>
    public virtual UnavailableReason ReasonOfUnsupported => UnavailableReason.NotSupported;

    /// <summary>How many CPUs this process can use, by somebody else's word.</summary>
    public abstract int CpuCount { get; }

    /// <summary>Long enough for something to happen that may take a while here.</summary>
    public abstract TimeSpan Patience { get; }

    /// <summary>Long enough for CPU times to move.</summary>
    public abstract TimeSpan Interval { get; }

    /// <summary>A folder that exists, and whose file system has room.</summary>
    public abstract string Folder { get; }

    /// <summary>Starts a child that plays a part of <c>ChildProgram</c>'s, ready when it is returned.</summary>
    public SubjectChild Start(string part, params string[] arguments) => Start(part, arguments, new ChildSettings());

    /// <inheritdoc cref="Start(string, string[])"/>
    public abstract SubjectChild Start(string part, string[] arguments, ChildSettings settings);

    /// <summary>A TCP connection of this process with itself.</summary>
    public abstract SubjectConnection Connect(IPAddress address);

    /// <summary>A UDP socket of this process.</summary>
    public abstract SubjectConnection Bind(IPAddress address);

    /// <summary>Sends 100 packets of 1000 bytes from this machine to itself.</summary>
    public abstract void SendToItself();

    /// <summary>A process that has ended and that nobody has collected.</summary>
    public abstract OSProcess MakeZombie();

    /// <summary>A process whose environment the caller may not see.</summary>
    public abstract OSProcess FindDenied();

    /// <summary>Gives the PID of a child, which ends, to another process.</summary>
    public abstract void PassOn(SubjectChild child);

    /// <summary>Has a child end as soon as something of it is read.</summary>
    public abstract void EndWhileRead(SubjectChild child);

    /// <summary>Skips the test where no process has the field: on another operating system.</summary>
    public void Need(ProcessFields field) =>
        Assert.SkipUnless(Processes.SupportedFields.HasFlag(field), $"{field} is not supported on this operating system.");

    /// <summary>Lets some time pass on the machine.</summary>
    public virtual void Pass(TimeSpan time) => Thread.Sleep(time);

    /// <summary>Skips the test where the machine is one of the past.</summary>
    /// <param name="what">What only one of the present is asked, as "to do something" or "for something".</param>
    public virtual void NeedPresent(string what) { }

    /// <summary>Skips the test where sockets are listed without their owners, though it is ours that are asked for.</summary>
    public abstract void NeedSocketOwners();

    public virtual void Dispose() => GC.SuppressFinalize(this);
}
