using System.Diagnostics.CodeAnalysis;

namespace Psutil;

/// <summary>The machine's processes.</summary>
public abstract class Processes
{
    /// <summary>Makes a facet.</summary>
    /// <param name="memory">The same machine's memory, of which processes use a share.</param>
    protected Processes(Memory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        Memory = memory;
    }

    /// <summary>The process that calls.</summary>
    public OSProcess Current => Get(Environment.ProcessId);

    /// <summary>The same machine's memory.</summary>
    protected internal Memory Memory { get; }

    /// <summary>The fields that this operating system tells of processes, rights permitting. A field outside is null and 'not supported here'.</summary>
    public virtual ProcessFields SupportedFields => ProcessFields.All;

    /// <summary>The PIDs of all processes, in ascending order.</summary>
    /// <exception cref="PsutilException">The list could not be read.</exception>
    public abstract IReadOnlyList<int> GetPids();

    /// <summary>Whether a process (not a thread) has this PID now; a zombie still has one.</summary>
    public abstract bool Exists(int pid);

    /// <summary>The process that has a PID now.</summary>
    /// <returns>False if there is none.</returns>
    public abstract bool TryGet(int pid, [NotNullWhen(true)] out OSProcess? process);

    /// <summary>The requested fields of all processes, in the order of their PIDs. Processes that end meanwhile are left out; what is denied is named in each snapshot.</summary>
    /// <exception cref="PsutilException">The list of processes could not be read.</exception>
    public abstract IReadOnlyList<ProcessSnapshot> Capture(ProcessFields fields);

    /// <summary>The handle of a process whose identity is known. Asks nothing: the process may have ended.</summary>
    public abstract OSProcess FromIdentity(ProcessIdentity identity);

    /// <summary>The process that has a PID now.</summary>
    /// <exception cref="NoSuchProcessException">There is none.</exception>
    public OSProcess Get(int pid) => TryGet(pid, out OSProcess? process) ? process : throw new NoSuchProcessException(pid);

    /// <summary>All processes, in the order of their PIDs. Those that end while the caller looks are left out.</summary>
    /// <exception cref="PsutilException">The list of processes could not be read.</exception>
    public virtual IEnumerable<OSProcess> Enumerate()
    {
        foreach (int pid in GetPids())
        {
            if (TryGet(pid, out OSProcess? process))
            {
                yield return process;
            }
        }
    }
}
