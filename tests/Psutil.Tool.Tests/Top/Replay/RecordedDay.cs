using Psutil.Recording;
using Psutil.Tool.Tests.Fakes;

namespace Psutil.Tool.Tests.Top.Replay;

/// <summary>
/// A recording of 2026-11-28 from midnight to 20:00 UTC, a sample each minute, in which it is known what happened: CPU at 03:12 and 15:00,
/// nginx gone at 03:20, nothing from 03:59 to 05:30, disk I/O at 07:00, pressure at 08:00, an OOM kill at 09:00, a restart before 10:00,
/// memory at 12:02.
/// </summary>
public sealed class RecordedDay : IDisposable
{
    public static readonly DateTimeOffset Midnight = new(2026, 11, 28, 0, 0, 0, TimeSpan.Zero);

    private readonly string _root = Directory.CreateTempSubdirectory("psutil-day-").FullName;
    private readonly FakeClock _clock = new(Midnight);
    private readonly FakeMachine _machine;
    private long _read;
    private TimeSpan _waited;

    public RecordedDay()
    {
        _machine = new FakeMachine(_clock)
        {
            BootTime = Midnight.AddDays(-3),
            Cpu =
            {
                LogicalCount = 2,
                LoadAverage = new LoadAverage(0.5, 0.25, 0.125),
                Times = new CpuTimes
                {
                    User = TimeSpan.FromHours(2),
                    System = TimeSpan.Zero,
                    Idle = TimeSpan.FromHours(30),
                },
            },
        };
        Add(1, "systemd", 8 << 20);
        Add(812, "nginx", 30 << 20);
        Add(900, "mysqld", 2L << 30);
        Record(0, 240);
        Record(330, 600);
        _machine.BootTime = Midnight.AddMinutes(599.5);
        _machine.Cpu.Times = new CpuTimes
        {
            User = TimeSpan.Zero,
            System = TimeSpan.Zero,
            Idle = TimeSpan.Zero,
        };
        (_read, _waited) = (0, TimeSpan.Zero);
        Record(600, 1201);
    }

    public string Place => Path.Join(_root, "history");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private void Record(int first, int end)
    {
        using MachineRecorder recorder = new(
            _machine,
            new RecordOptions
            {
                Directory = Place,
                SlowEvery = TimeSpan.Zero,
                WatchProcesses = false,
                LeaveFree = 0,
            }
        );
        for (int minute = first; minute < end; minute++)
        {
            DateTimeOffset time = Midnight.AddMinutes(minute);
            if (time > _clock.GetUtcNow())
            {
                _clock.Advance(time - _clock.GetUtcNow());
            }

            Live(minute, isFirst: minute == first);
            Assert.True(recorder.Record(), recorder.LastFailure);
        }
    }

    // What happened in the minute before.
    private void Live(int minute, bool isFirst)
    {
        double busy =
            minute == 192 ? 0.9
            : minute is >= 900 and < 905 ? 0.6
            : 0.1;
        TimeSpan used = TimeSpan.FromMinutes(2 * busy);
        CpuTimes times = _machine.Cpu.Times!.Value;
        _machine.Cpu.Times = isFirst
            ? times
            : times with
            {
                User = times.User + used,
                Idle = times.Idle + (TimeSpan.FromMinutes(2) - used),
            };
        double memory =
            minute == 722 ? 0.62
            : minute is >= 720 and < 725 ? 0.6
            : 0.25;
        const long Total = 16L << 30;
        _machine.Memory.Virtual = new VirtualMemory
        {
            Total = Total,
            Available = (long)(Total * (1 - memory)),
            Used = (long)(Total * memory),
            Free = (long)(Total * (1 - memory)),
        };
        _read += minute == 420 ? 600 << 20 : 60 << 10;
        _machine.Disks.IOCounters["vda"] = default(DiskIOCounters) with { ReadBytes = _read, ReadCount = minute };
        _machine.Network.IOCounters["eth0"] = default(NetworkIOCounters) with { BytesReceived = 6000L * minute };
        _waited += TimeSpan.FromSeconds(minute == 480 ? 30 : 0);
        _machine.Disks.Pressure = new PressureStall { Some = default(PressureShare) with { Total = _waited } };
        _machine.Cgroups.Groups.Clear();
        _machine.Cgroups.Groups.Add(
            new CgroupSnapshot
            {
                Path = "/shop.slice",
                Id = 7,
                Memory = new CgroupMemory { Current = 1 << 20, OomKills = minute >= 540 ? 1 : 0 },
            }
        );
        if (minute == 200)
        {
            Assert.True(_machine.Processes.End(812));
        }

        ProcessSnapshot database = _machine.Processes.First(process => process.Pid == 900);
        ProcessCpuTimes before = database.CpuTimes!.Value;
        _machine.Processes.Add(
            new ProcessSnapshot(database) { CpuTimes = before with { User = before.User + (isFirst ? TimeSpan.Zero : used) } }
        );
    }

    private void Add(int pid, string name, long rss) =>
        _machine.Processes.Add(
            new ProcessSnapshot(ToolProcess.Create(pid, name))
            {
                CreateTime = Midnight.AddDays(-3),
                Memory = ToolProcess.MemoryOf(rss),
                CommandLine = ["/usr/sbin/" + name],
            }
        );
}
