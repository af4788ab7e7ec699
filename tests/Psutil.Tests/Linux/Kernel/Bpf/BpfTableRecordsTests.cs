using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CsCheck;
using Psutil.Platforms.Linux;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class BpfTableRecordsTests
{
    [Fact]
    public void TheProgramsSizesAreTheRecordsOwn()
    {
        Assert.Equal(BpfProcessRecord.Size, Unsafe.SizeOf<BpfProcessRecord>());
        Assert.Equal(BpfThreadRecord.Size, Unsafe.SizeOf<BpfThreadRecord>());
        Assert.Equal(BpfCallerRecord.Size, Unsafe.SizeOf<BpfCallerRecord>());
    }

    [Fact]
    public void ThreadsAreAddedToTheirProcessWhereverTheyStand()
    {
        // A thread's number may be smaller than its process's: numbers begin anew after the largest.
        byte[] text =
        [
            .. Thread(30, sequence: 4, time: 1),
            .. Process(10, threads: 1, sequence: 0),
            .. Process(20, threads: 3, sequence: 2),
            .. Thread(20, sequence: 2, time: 10),
            .. Thread(20, sequence: 2, time: 100),
            .. Process(30, threads: 2, sequence: 4),
            .. Process(40, threads: 1, sequence: 0),
        ];
        BpfTableRecords records = new();
        Span<BpfProcessRecord> processes = records.Gather(text);
        Assert.Equal([10, 20, 30, 40], processes.ToArray().Select(process => process.Pid));
        Assert.Equal([1ul, 111ul, 2ul, 1ul], processes.ToArray().Select(process => process.UserTime));
        Assert.Equal([4ul, 444ul, 8ul, 4ul], processes.ToArray().Select(process => process.MinorFaults));
        Assert.All(processes.ToArray(), process => Assert.True(process.IsSettled));
    }

    [Fact]
    public void ASumIsDoubtfulWhenAThreadEndedMeanwhile()
    {
        // The second thread of 20 was seen after another one had ended; one of 30 was not seen at all.
        byte[] text =
        [
            .. Process(20, threads: 3, sequence: 2),
            .. Thread(20, sequence: 2, time: 10),
            .. Thread(20, sequence: 4, time: 100),
            .. Process(30, threads: 2, sequence: 4),
        ];
        Assert.Equal([false, false], new BpfTableRecords().Gather(text).ToArray().Select(process => process.IsSettled));
    }

    [Fact]
    public void TheThreadsOfAProcessThatIsGoneAreLeftOut()
    {
        byte[] text = [.. Thread(5, 0, 1), .. Process(20, 1, 0), .. Thread(25, 0, 1), .. Thread(int.MinValue, 0, 1)];
        BpfProcessRecord process = Assert.Single(new BpfTableRecords().Gather(text).ToArray());
        Assert.Equal(1ul, process.UserTime);
    }

    [Fact]
    public void NoBytesMakeItThrow()
    {
        BpfTableRecords records = new();
        Gen.Byte.Array[0, 2000].Sample(bytes => records.Gather(bytes).Length <= bytes.Length / BpfProcessRecord.Size);
        Gen.Int[-3, 3]
            .Array[0, 50]
            .Sample(numbers =>
            {
                byte[] text = [.. numbers.SelectMany(number => number < 0 ? Thread(-number, 0, 1) : Process(number, 1, 0))];
                return records.Gather(text).Length == numbers.Count(number => number >= 0);
            });
    }

    [Fact]
    public void ARecordSaysWhatProcSays()
    {
        BpfProcessRecord record = new()
        {
            ParentPid = 7,
            State = 0x402,
            StaticPriority = 139,
            ThreadCount = 2,
            StartTime = 12_345_678_901,
            UserTime = 5_000_000,
            SystemTime = 15_000_000,
            RunTime = 40_000_000,
            LastUserTime = 1_000_000,
            ChildrenUserTime = 2_999_999_999,
            MinorFaults = 3,
            MajorFaults = 4,
            FilePages = 10,
            AnonymousPages = 20,
            SharedMemoryPages = 30,
            TotalPages = 100,
            DataPages = 40,
            StackPages = 2,
            CodeStart = 0x400_123,
            CodeEnd = 0x402_001,

            // /dev/pts/300
            TerminalMajor = 137,
            TerminalFirstMinor = 0,
            TerminalIndex = 300,
        };
        "kworker/0:1"u8.CopyTo(record.NameBuffer);
        (ulong User, ulong System) last = default;
        ProcPidStat stat = record.ToStat(ref last);
        Assert.Equal(
            ('I', 7, 19, 2, 1234L, 1L, 3L, 299L, 0L),
            (
                (char)stat.State,
                stat.ParentPid,
                stat.Nice,
                stat.ThreadCount,
                stat.StartTicks,
                stat.UserTicks,
                stat.SystemTicks,
                stat.ChildrenUserTicks,
                stat.ChildrenSystemTicks
            )
        );
        Assert.Equal((3L, 4L, 60L), (stat.MinorFaults, stat.MajorFaults, stat.RssPages));
        Assert.Equal((137 << 8) | 44 | (1 << 20), stat.TerminalNumber);
        Assert.Equal((10_000_000ul, 30_000_000ul), last);
        ProcPidStatm statm = record.ToStatm();
        Assert.Equal((100L, 60L, 40L, 42L), (statm.Size, statm.Resident, statm.Shared, statm.Data));
        if (Environment.SystemPageSize == 4096)
        {
            Assert.Equal(3, statm.Text);
        }

        Assert.Equal("kworker/0:1"u8, record.Name);
        record.Flags = 0x20;
        Assert.True(record.HasLongerName);
    }

    [Fact]
    public void TimesGoOnFromTheLaterOfTwoReaders()
    {
        BpfProcessRecord record = new()
        {
            UserTime = 1,
            SystemTime = 1,
            RunTime = 100,
            LastUserTime = 10,
            LastSystemTime = 60,
        };
        (ulong User, ulong System) last = (30, 50);
        _ = record.ToStat(ref last);
        Assert.Equal((50ul, 50ul), last);
        last = (30, 20);
        _ = record.ToStat(ref last);
        Assert.Equal((40ul, 60ul), last);
    }

    private static byte[] Process(int pid, int threads, uint sequence) =>
        Bytes(
            new BpfProcessRecord
            {
                Pid = pid,
                ThreadCount = threads,
                Sequence = sequence,
                UserTime = 1,
                SystemTime = 2,
                RunTime = 3,
                MinorFaults = 4,
                MajorFaults = 5,
            }
        );

    private static byte[] Thread(int pid, uint sequence, ulong time) =>
        Bytes(
            new BpfThreadRecord
            {
                NegativePid = -pid,
                Sequence = sequence,
                UserTime = time,
                SystemTime = time * 2,
                RunTime = time * 3,
                MinorFaults = time * 4,
                MajorFaults = time * 5,
            }
        );

    private static byte[] Bytes<T>(T record)
        where T : unmanaged => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in record)).ToArray();
}
