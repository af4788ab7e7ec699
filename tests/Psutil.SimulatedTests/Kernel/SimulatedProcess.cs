using System.Text;
using Psutil.SimulatedTests.Systems;

namespace Psutil.SimulatedTests.Kernel;

/// <summary>A process of a simulated machine, in terms that no operating system owns.</summary>
public sealed record SimulatedProcess(int Pid, string Name)
{
    public int ParentPid { get; init; } = 1;

    public int ProcessGroupId { get; init; } = 601;

    public int SessionId { get; init; } = 602;

    public byte[] NameBytes { get; init; } = Encoding.UTF8.GetBytes(Name);

    public long StartSeconds { get; init; } = SimulatedMachine.BootSeconds + 100;

    public int StartMicroseconds { get; init; } = 250_000;

    public ProcessStatus Status { get; init; } = ProcessStatus.Sleeping;

    /// <summary>Whether a zombie is not one yet: it has ended, and its memory is being freed.</summary>
    public bool IsExiting { get; init; }

    /// <summary>How a zombie ended.</summary>
    public int WaitStatus { get; init; }

    public CredentialIds UserIds { get; init; } =
        new()
        {
            Real = 1001,
            Effective = 1002,
            Saved = 1003,
        };

    public CredentialIds GroupIds { get; init; } =
        new()
        {
            Real = 2001,
            Effective = 2002,
            Saved = 2003,
        };

    public uint? Terminal { get; init; }

    public int Nice { get; init; } = 5;

    public long UserMicroseconds { get; init; } = 1_500_000;

    public long SystemMicroseconds { get; init; } = 2_250_000;

    public long ChildrenUserMicroseconds { get; init; } = 3_125_000;

    public long ChildrenSystemMicroseconds { get; init; } = 4_000_001;

    public int RssPages { get; init; } = 300;

    public int TextPages { get; init; } = 10;

    public int DataPages { get; init; } = 20;

    public int StackPages { get; init; } = 30;

    public int VirtualPages { get; init; } = 5000;

    public int PeakRssKibibytes { get; init; } = 100_000;

    public int ThreadCount { get; init; } = 2;

    public long VoluntarySwitches { get; init; } = 71;

    public long InvoluntarySwitches { get; init; } = 72;

    public long MinorFaults { get; init; } = 81;

    public long MajorFaults { get; init; } = 82;

    public long Reads { get; init; } = 91;

    public long Writes { get; init; } = 92;

    public long DiskBytesRead { get; init; } = 5_000_000_003;

    public long DiskBytesWritten { get; init; } = 5_000_000_004;

    public int Cpu { get; init; } = 1;

    public bool IsKernel { get; init; }

    /// <summary>Another user's, of which only the process table tells.</summary>
    public bool IsDenied { get; init; }

    public byte[][] Arguments { get; init; } = [Encoding.UTF8.GetBytes($"/bin/{Name}"), "--flag"u8.ToArray()];

    /// <summary>The arguments as they lie in the process's memory.</summary>
    public byte[] ArgumentBytes
    {
        get => field ?? Join(Arguments);
        init;
    }

    public byte[][] Environment { get; init; } = ["HOME=/root"u8.ToArray(), "EMPTY="u8.ToArray()];

    public string? ExecutablePath { get; init; } = $"/bin/{Name}";

    public string? WorkingDirectory { get; init; } = "/var/empty";

    /// <summary>Whether it has closed all descriptors, its standard streams too.</summary>
    public bool HasNoDescriptor { get; init; }

    public IReadOnlyList<(int Descriptor, string Path)> Files { get; init; } = [(3, "/var/log/messages")];

    /// <summary>Strings, each ended by a NUL.</summary>
    public static byte[] Join(IEnumerable<byte[]> strings) => [.. strings.SelectMany(text => text.Append((byte)0))];
}
