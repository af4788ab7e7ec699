using System.Text;
using CsCheck;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class ProcDiskstatsTests
{
    private const string Modern = " 254       0 vda 30352 6882 2340066 8167 3817 12659 2456680 6321 0 5328 14826 3548 59 111848 334 89 3";

    [Theory]
    [InlineData("   3    0   39082680 hda 446216 784926 9550688 4382310 424847 312726 5922052 19310380 0 3376340 23705160")]
    [InlineData("   3    0   hda 446216 784926 9550688 4382310 424847 312726 5922052 19310380 0 3376340 23705160")]
    [InlineData("   3    0   hda 446216 784926 9550688 4382310 424847 312726 5922052 19310380 0 3376340 23705160 1 2 3 4")]
    [InlineData("   3    0   hda 446216 784926 9550688 4382310 424847 312726 5922052 19310380 0 3376340 23705160 1 2 3 4 5 6")]
    public void EveryLayoutOfADiskSaysTheSame(string line)
    {
        ProcDiskstats disk = Parse(line);
        Assert.Equal("hda", Encoding.UTF8.GetString(disk.Name));
        Assert.NotNull(disk.BusyMilliseconds);
        Assert.Equal((446216, 784926, 9550688, 4382310), (disk.Reads, disk.ReadsMerged, disk.SectorsRead, disk.ReadMilliseconds));
        Assert.Equal((424847, 312726, 5922052, 19310380), (disk.Writes, disk.WritesMerged, disk.SectorsWritten, disk.WriteMilliseconds));
        Assert.Equal(3376340, disk.BusyMilliseconds);
    }

    [Fact]
    public void AnOldPartitionHasFourCounters()
    {
        ProcDiskstats partition = Parse("   3    1   hda1 35486 38030 38031 38032");
        Assert.Equal("hda1", Encoding.UTF8.GetString(partition.Name));
        Assert.Null(partition.BusyMilliseconds);
        Assert.Equal((35486, 38030, 38031, 38032), (partition.Reads, partition.SectorsRead, partition.Writes, partition.SectorsWritten));
    }

    [Fact]
    public void ANameWithASlashIsKept() => Assert.Equal("cciss/c0d0p1", Encoding.UTF8.GetString(Parse(" 104 1 cciss/c0d0p1 1 2 3 4").Name));

    [Fact]
    public void RequestsInFlightBelowZeroDoNoHarm() => Assert.Equal(9, Parse("8 0 sda 1 0 2 0 3 0 4 0 -1 9 9").BusyMilliseconds);

    [Fact]
    public void ADiskThatDidNothingHasZeros()
    {
        ProcDiskstats disk = Parse("8 0 sda 0 0 0 0 0 0 0 0 0 0 0");
        Assert.Equal((0, 0, 0, 0), (disk.Reads, disk.SectorsRead, disk.Writes, disk.SectorsWritten));
        Assert.Equal(0, disk.BusyMilliseconds);
    }

    [Fact]
    public void AFileOfOneDiskHasNoName()
    {
        Assert.True(
            ProcDiskstats.TryParseCounters(
                "   33021     7304  2633690     9324     4352    12894  2531512     6557        0     5908    16244     3649       59   114128      358       89        3\n"u8,
                default,
                out ProcDiskstats disk,
                out _
            )
        );
        Assert.True(disk.Name.IsEmpty);
        Assert.Equal(
            (33021, 2633690, 4352, 2531512, 5908),
            (disk.Reads, disk.SectorsRead, disk.Writes, disk.SectorsWritten, disk.BusyMilliseconds)
        );
    }

    [Theory]
    [InlineData("-2")]
    [InlineData("18446744073709551608")]
    [InlineData("99999999999999999999")]
    public void ACounterOutOfRangeIsUnknownAndTheOthersAreKept(string number)
    {
        ProcDiskstats disk = Parse($"8 0 sda 1 {number} 3 4 5 6 {number} 8 9 {number} 11");
        Assert.Equal((1, 3, 4, 5), (disk.Reads, disk.SectorsRead, disk.ReadMilliseconds, disk.Writes));
        Assert.Equal(((long?)null, (long?)null, (long?)null), (disk.ReadsMerged, disk.SectorsWritten, disk.BusyMilliseconds));
    }

    [Theory]
    [InlineData("", "minor number")]
    [InlineData("8", "minor number")]
    [InlineData("8 0", "device name")]
    [InlineData("8 0 123", "device name")]
    [InlineData("8 0 sda", "number of sectors read")]
    [InlineData("8 0 sda 1 2 3", "number of sectors read")]
    [InlineData("8 0 sda 1 2 3 x", "number of sectors read")]
    [InlineData("8 0 sda 1 -x 3 4", "number of sectors read")]
    [InlineData("8 0 sda 1 2 3 9999999999999999999x", "number of sectors read")]
    [InlineData("8 0 sda 1 2 3 4 5", "number of milliseconds spent writing")]
    [InlineData("8 0 sda 1 2 3 4 5 6 7 8", "number of milliseconds spent doing I/Os")]
    [InlineData("8 0 sda 1 2 3 4 5 6 7 8 9", "number of milliseconds spent doing I/Os")]
    public void WhatIsMissingIsNamed(string line, string expected)
    {
        Assert.False(ProcDiskstats.TryParseLine(Encoding.UTF8.GetBytes(line), out _, out string? malformed));
        Assert.Equal(expected, malformed);
    }

    [Fact]
    public void ALineCutAnywhereIsReadOrRefused()
    {
        byte[] line = Encoding.UTF8.GetBytes(Modern);
        for (int length = 0; length < line.Length; length++)
        {
            Assert.Equal(ProcDiskstats.TryParseLine(line.AsSpan(0, length), out _, out string? malformed), malformed is null);
        }
    }

    [Fact]
    public void NoBytesMakeItThrow() =>
        Gen.OneOf(Gen.Byte.Array[0, 200], Gen.Char["0189 -\n\0x."].Array[0, 200].Select(characters => Encoding.UTF8.GetBytes(characters)))
            .Sample(bytes =>
            {
                bool isLine = ProcDiskstats.TryParseLine(bytes, out _, out string? malformed);
                return isLine == (malformed is null)
                    && ProcDiskstats.TryParseCounters(bytes, default, out _, out malformed) == (malformed is null);
            });

    private static ProcDiskstats Parse(string line)
    {
        Assert.True(ProcDiskstats.TryParseLine(Encoding.UTF8.GetBytes(line), out ProcDiskstats disk, out string? malformed), malformed);
        return disk;
    }
}
