using Psutil.Platforms.Linux;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;
using Psutil.Platforms.Unix;

namespace Psutil.LinuxTests.Kernel;

/// <summary>What the kernel's table says of a process, and what <c>/proc</c> says of it.</summary>
internal sealed class TableUnderTest : IDisposable
{
    private readonly LinuxRoots _roots;
    private readonly BpfProcessTable _table;
    private readonly BpfTableBuffer _buffer = new(processCount: 0);

    private TableUnderTest(LinuxRoots roots, BpfProcessTable table) => (_roots, _table) = (roots, table);

    /// <summary>Skips the test where BPF is nobody's to use. A program that the kernel refuses is a failure, with the reason.</summary>
    public static TableUnderTest Open()
    {
        LinuxRoots roots = new(new MachineOptions());
        Assert.SkipWhen(BpfRights.FindRefusal(roots) is not null, $"BPF cannot be used here: {BpfRights.FindRefusal(roots)}");
        Assert.SkipUnless(File.Exists("/sys/kernel/btf/vmlinux"), "This kernel does not describe its types.");
        Assert.True(BpfProcessTable.TryOpen(roots, out BpfProcessTable? table, out BpfRefusal? refusal), refusal?.ToString());
        return new TableUnderTest(roots, table);
    }

    public IReadOnlyList<int> Unseen => _table.Unseen;

    public BpfProcessRecord[] Read()
    {
        ReadResult result = _table.Read(_buffer, out ReadOnlySpan<BpfProcessRecord> records);
        Assert.False(result.Failed, $"{result.Call}: {Errno.Describe(result.Error)}");
        return records.ToArray();
    }

    /// <summary>The number of processes, read without making an object.</summary>
    public int Count()
    {
        _ = _table.Read(_buffer, out ReadOnlySpan<BpfProcessRecord> records);
        return records.Length;
    }

    public BpfProcessRecord? Find(int pid) => Read().Cast<BpfProcessRecord?>().FirstOrDefault(record => record!.Value.Pid == pid);

    /// <summary>Everything that the table says of a process, in words, with its CPU times as they go on from what was read last.</summary>
    public string Describe(int pid)
    {
        if (Find(pid) is not { } record)
        {
            return "absent";
        }

        (ulong User, ulong System) last = default;
        return Describe(record.ToStat(ref last), record.ToStatm(), record.UserIds, record.GroupIds, OSText.GetString(record.Name))
            + (record.IsSettled ? "" : " (unsettled)");
    }

    /// <summary>The same, of <c>/proc</c>'s files.</summary>
    public string DescribeByProc(int pid)
    {
        byte[] stat = new byte[4096];
        byte[] statm = new byte[4096];
        byte[] status = new byte[8192];
        ReadResult statResult = _roots.Proc.Read(OSText.GetBytes($"{pid}/stat\0"), stat);
        ReadResult statmResult = _roots.Proc.Read(OSText.GetBytes($"{pid}/statm\0"), statm);
        ReadResult statusResult = _roots.Proc.Read(OSText.GetBytes($"{pid}/status\0"), status);
        if (statResult.Failed || statmResult.Failed || statusResult.Failed)
        {
            return "absent";
        }

        Assert.True(ProcPidStat.TryParse(stat.AsSpan(0, statResult.Value), out ProcPidStat parsed, out _));
        Assert.True(ProcPidStatm.TryParse(statm.AsSpan(0, statmResult.Value), out ProcPidStatm memory, out _));
        Assert.True(ProcPidStatus.TryParse(status.AsSpan(0, statusResult.Value), out ProcPidStatus ids, out _));
        return Describe(
            parsed,
            memory,
            ids.UserIds!.Value,
            ids.GroupIds!.Value,
            OSText.GetString(stat.AsSpan(0, statResult.Value)[parsed.Name])
        );
    }

    /// <summary>Both say the same of a process that does nothing; a few tries are allowed, for it may just have been woken.</summary>
    public void AssertAgrees(int pid) =>
        Sampling.Retry(() =>
        {
            string before = DescribeByProc(pid);
            string ours = Describe(pid);
            string after = DescribeByProc(pid);
            Assert.SkipWhen(before != after, "");
            Assert.Equal(after, ours);
        });

    public void Dispose()
    {
        _table.Dispose();
        _roots.Dispose();
    }

    private static string Describe(ProcPidStat stat, ProcPidStatm statm, CredentialIds users, CredentialIds groups, string name) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {name}, {(char)
                stat.State}, child of {stat.ParentPid}, group {stat.ProcessGroup}, session {stat.Session}, started at {stat.StartTicks}, on terminal {stat.TerminalNumber}
            {stat.ThreadCount} threads, nice {stat.Nice}, CPU {stat.CpuNumber}, faults {stat.MinorFaults} {stat.MajorFaults}
            times {stat.UserTicks} {stat.SystemTicks}, I/O {stat.BlockIOTicks}
            children's times {stat.ChildrenUserTicks} {stat.ChildrenSystemTicks}
            pages {statm.Size} {statm.Resident} {statm.Shared} {statm.Text} {statm.Data}
            users {users.Real} {users.Effective} {users.Saved}, groups {groups.Real} {groups.Effective} {groups.Saved}
            """
        );
}
