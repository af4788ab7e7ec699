using System.Diagnostics.CodeAnalysis;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>The processes of a Linux machine: the numbered folders of its proc file system.</summary>
internal sealed class LinuxProcesses : Processes
{
    // All entries of a few hundred processes in one call.
    private const int DirectoryBufferSize = 32768;

    /// <summary>What Linux tells of a process: all but what only Windows has.</summary>
    public const ProcessFields Supported = ProcessFields.All & ~(ProcessFields.HandleCount | ProcessFields.PriorityClass);

    private readonly LinuxRoots _roots;
    private readonly LinuxProcessReader _reader;

    public LinuxProcesses(LinuxRoots roots, Cpu cpu, Memory memory, LinuxNetwork network)
        : base(memory)
    {
        _roots = roots;
        _reader = new LinuxProcessReader(roots, network);
        Cpu = cpu;
    }

    /// <summary>The same machine's CPUs.</summary>
    public Cpu Cpu { get; }

    public override ProcessFields SupportedFields => Supported;

    public override IReadOnlyList<int> GetPids()
    {
        List<int> pids = new(256);
        ReadResult opened = _roots.Proc.OpenDirectory(".\0"u8);
        if (opened.Failed)
        {
            throw _roots.Proc.ToException(opened, "."u8);
        }

        bool sorted = true;
        int last = 0;
        using (DirectoryReader entries = new(opened.Value, stackalloc byte[DirectoryBufferSize]))
        {
            while (entries.MoveNext())
            {
                if (entries.Current[0] is >= (byte)'1' and <= (byte)'9' && Ascii.TryParse(entries.Current, out int pid))
                {
                    pids.Add(pid);
                    sorted &= pid > last;
                    last = pid;
                }
            }

            if (entries.Error != 0)
            {
                throw _roots.Proc.ToException(ReadResult.Failure("getdents64", entries.Error), "."u8);
            }
        }

        // The proc file system lists in order; a copy of one on disk need not.
        if (!sorted)
        {
            pids.Sort();
        }

        return pids;
    }

    public override bool Exists(int pid)
    {
        if (pid <= 0)
        {
            return false;
        }

        ReadResult result = _reader.ReadIsProcess(pid, out bool isProcess);
        ThrowUnlessHidden(result, pid, "status"u8);
        return isProcess || (result.Failed && result.Error is Errno.EACCES or Errno.EPERM && GetPids().Contains(pid));
    }

    public override bool TryGet(int pid, [NotNullWhen(true)] out OSProcess? process)
    {
        process = null;
        if (!Exists(pid))
        {
            return false;
        }

        process = TryOpen(pid) is { } opened && opened.Bind() ? opened : null;
        return process is not null;
    }

    public override IEnumerable<OSProcess> Enumerate()
    {
        foreach (int pid in GetPids())
        {
            if (TryOpen(pid) is { } process)
            {
                yield return process;
            }
        }
    }

    public override IReadOnlyList<ProcessSnapshot> Capture(ProcessFields fields)
    {
        IReadOnlyList<int> pids = GetPids();
        List<ProcessSnapshot> snapshots = new(pids.Count);
        CaptureScope scope = _reader.CreateScope();
        try
        {
            foreach (int pid in pids)
            {
                if (_reader.Capture(pid, null, fields, ref scope) is { } snapshot)
                {
                    snapshots.Add(snapshot);
                }
            }
        }
        finally
        {
            scope.Dispose();
        }

        return snapshots;
    }

    public override OSProcess FromIdentity(ProcessIdentity identity)
    {
        // To kill(2), zero and negative numbers are groups of processes.
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(identity.Pid, nameof(identity));
        return new LinuxProcess(this, _reader, _roots, identity);
    }

    public override IReadOnlyDictionary<string, int> GetSignalNumbers() => LinuxSignals.Numbers;

    /// <summary>The handle of a PID that a list showed: it is a process's, not a thread's.</summary>
    private LinuxProcess? TryOpen(int pid)
    {
        ReadResult result = _reader.ReadStartTime(pid, out long? start);
        if (result.Failed && result.Error is Errno.ENOENT or Errno.ESRCH)
        {
            return null;
        }

        ThrowUnlessHidden(result, pid, "stat"u8);
        return new LinuxProcess(this, _reader, _roots, new ProcessIdentity(pid, start));
    }

    /// <summary>Hidden is one thing; that it could not be asked (no descriptors left, for one) another, which must not look like an answer.</summary>
    private void ThrowUnlessHidden(ReadResult result, int pid, ReadOnlySpan<byte> file)
    {
        if (result.Failed && result.Error is not (Errno.ENOENT or Errno.ESRCH or Errno.EACCES or Errno.EPERM))
        {
            throw _roots.Proc.ToException(result, KernelPath.OfProcess(pid, file, stackalloc byte[KernelPath.Room]));
        }
    }
}
