using Psutil.Tool.Tests.Fakes;
using Psutil.Tool.Text;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Sampling;
using Psutil.Tool.Top.Screen;
using Psutil.Tool.Top.View;

namespace Psutil.Tool.Tests.Top;

/// <summary>Samples and states with known values, and short ways to press keys and to see the screen.</summary>
internal static class TopFixture
{
    public static readonly Terminal Unicode = ToolRun.TerminalOf(80);

    public static readonly Terminal Ascii = Unicode with { HasUnicode = false, IsAscii = true };

    public static readonly Palette Colors = new(Theme.All[0], ColorDepth.Sixteen);

    public static readonly Palette NoColors = new(Theme.All[0], ColorDepth.None);

    /// <summary>The fake machine's processes, with CPU and I/O known for all but the one that has just started.</summary>
    public static TopSample Sample(bool isFirst = false) => WithTasks(Machine(isFirst));

    private static TopSample WithTasks(TopSample sample) => sample with { Tasks = TaskCounts.Of(sample.Processes) };

    private static TopSample Machine(bool isFirst) =>
        new()
        {
            Time = ToolMachine.Start,
            Processes =
            [
                .. ToolProcess.All.Select(process =>
                    Process(process.Select(ProcessFields.All), isFirst || process.Pid == 4000 ? null : process.Pid / 10.0)
                ),
            ],
            CpuPercent = isFirst ? null : 43.75,
            CpuShares = isFirst
                ? null
                : new CpuTimesPercent
                {
                    Busy = 43.75,
                    User = 20,
                    Nice = 5,
                    System = 12.5,
                    IOWait = 4.25,
                    Steal = 2,
                    Idle = 56.25,
                },
            Cores = [new(0, isFirst ? null : 0), new(1, isFirst ? null : 25), new(2, isFirst ? null : 50), new(5, isFirst ? null : 100)],
            Memory = new VirtualMemory
            {
                Total = 2L << 30,
                Available = 1L << 30,
                Used = 1L << 29,
                Free = 1L << 29,
                Buffers = 1L << 28,
                Cached = 3L << 28,
            },
            Interfaces = isFirst ? [] : [new("eth0", new Traffic(2048, 0)), new("wlan0", new Traffic(0, 0))],
            DiskDevices = isFirst ? [] : [new("nvme0n1", new Traffic(1 << 20, 4096), 12)],
            Health = new MachineHealth
            {
                CpuPressure = 1.5,
                MemoryPressure = 0,
                DiskPressure = 30.25,
                HottestName = "Package",
                HottestCelsius = 55.5,
            },
            Swap = new SwapMemory
            {
                Total = 1L << 30,
                Used = 1L << 28,
                Free = 3L << 28,
            },
            Load = new LoadAverage(0.52, 1.25, 12.5),
            Uptime = new TimeSpan(3, 4, 12, 30),
            Network = isFirst ? null : new Traffic(2048, 0),
            Disks = isFirst ? null : new Traffic(1 << 20, 4096),
        };

    /// <summary>A sample of processes of our own making.</summary>
    public static TopSample Sample(params TopProcess[] processes) => Sample() with { Processes = processes };

    public static TopProcess Process(
        ProcessSnapshot snapshot,
        double? cpuPercent = null,
        Traffic? io = null,
        UnavailableReason? ioReason = null,
        ArgumentForm form = ArgumentForm.Masked
    ) =>
        new(
            snapshot,
            new ProcessCaption(snapshot, form),
            cpuPercent,
            cpuPercent / 4,
            Added: io is null && ioReason is null ? null : new AddedReadings(io, ioReason)
        );

    public static TopProcess Process(int pid, int parent, string name, double? cpuPercent = 0, string user = "ann") =>
        Process(
            new ProcessSnapshot(new ProcessIdentity(pid, pid))
            {
                Name = name,
                ParentPid = parent,
                UserName = user,
                CommandLine = [name],
                Status = ProcessStatus.Sleeping,
            },
            cpuPercent
        );

    public static TopState State(int width = 80, int height = 24, bool isReadOnly = false) =>
        new TopState
        {
            Clock = new FakeClock(ToolMachine.Start),
            HostName = "fake",
            OwnUser = "root",
            SignalNumbers = new Dictionary<string, int>
            {
                ["SIGHUP"] = 1,
                ["SIGINT"] = 2,
                ["SIGKILL"] = 9,
                ["SIGTERM"] = 15,
            },
            IsReadOnly = isReadOnly,
        }.WithSize(width, height);

    /// <summary>The state after keys: each character is one, except names in angle brackets such as <c>&lt;Down&gt;</c>.</summary>
    public static TopState Press(this TopState state, string keys) => state.Press(keys, out _);

    /// <inheritdoc cref="Press(TopState, string)"/>
    public static TopState Press(this TopState state, string keys, out TopAction? action)
    {
        action = null;
        foreach (Key key in Keys(keys))
        {
            (state, action) = TopKeys.Press(state, key);
        }

        return state;
    }

    public static IEnumerable<Key> Keys(string text)
    {
        while (text.Length > 0)
        {
            int end = text[0] == '<' ? text.IndexOf('>', StringComparison.Ordinal) : -1;
            if (end > 1)
            {
                string name = text[1..end];
                yield return name.StartsWith("C-", StringComparison.Ordinal) ? Key.Control(name[2]) : new Key(Enum.Parse<KeyCode>(name));
                text = text[(end + 1)..];
            }
            else
            {
                yield return Key.Of(text[0]);
                text = text[1..];
            }
        }
    }

    public static string Screen(this TopState state, Terminal? terminal = null) => TopView.Draw(state, terminal ?? Unicode).ToString();

    /// <summary>One line of the screen.</summary>
    public static string Line(this TopState state, int line) => state.Screen().Split('\n')[line < 0 ? state.Height + line : line];

    public static IEnumerable<int> Pids(this TopState state) => state.Rows.Select(row => row.Process.Pid);
}
