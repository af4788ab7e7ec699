using CsCheck;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class ProcPidIOTests
{
    [Fact]
    public void IOCountersComeByName()
    {
        Assert.True(
            ProcPidIO.TryParse(
                "rchar: 1\nwchar: 2\nsyscr: 3\nsyscw: 4\nread_bytes: 5\nwrite_bytes: 6\ncancelled_write_bytes: 7\n\n"u8,
                out ProcessIOCounters counters,
                out _
            )
        );
        Assert.Equal(
            new ProcessIOCounters
            {
                ReadCount = 3,
                WriteCount = 4,
                ReadBytes = 5,
                WriteBytes = 6,
                ReadChars = 1,
                WriteChars = 2,
            },
            counters
        );
    }

    [Fact]
    public void CharsMayBeMissingButCallsMayNot()
    {
        Assert.True(ProcPidIO.TryParse("syscr: 3\nsyscw: 4\nread_bytes: 5\nwrite_bytes: 6\n"u8, out ProcessIOCounters counters, out _));
        Assert.Null(counters.ReadChars);
        Assert.False(ProcPidIO.TryParse("syscr: 3\nread_bytes: 5\nwrite_bytes: 6\n"u8, out _, out string? malformed));
        Assert.Equal("syscw", malformed);
    }

    [Fact]
    public void NoBytesMakeItThrow() =>
        Gen
            .Byte.Array[0, 300]
            .Sample(bytes =>
            {
                _ = ProcPidIO.TryParse(bytes, out _, out _);
            });
}
