using System.Buffers.Binary;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class AmdGpuMetricsTests
{
    [Theory]
    [InlineData(1, 0, 76, 68, 0u, GpuThrottleReasons.None)]
    [InlineData(1, 1, 96, 68, 0x10u, GpuThrottleReasons.Other)]
    [InlineData(1, 2, 104, 68, 1u, GpuThrottleReasons.Other)]
    [InlineData(2, 0, 120, 112, 0u, GpuThrottleReasons.None)]
    [InlineData(2, 1, 120, 108, 4u, GpuThrottleReasons.Other)]
    public void WhatOnlyTheChipKnowsIsAnotherReason(
        byte format,
        byte content,
        int size,
        int offset,
        uint status,
        GpuThrottleReasons expected
    )
    {
        byte[] table = Table(format, content, size);
        BinaryPrimitives.WriteUInt32LittleEndian(table.AsSpan(offset), status);
        Assert.Equal(expected, Parse(table));
    }

    [Theory]
    [InlineData(0ul, GpuThrottleReasons.None)]
    [InlineData(1ul << 0, GpuThrottleReasons.PowerLimit)]
    [InlineData(1ul << 7, GpuThrottleReasons.PowerLimit)]
    [InlineData(1ul << 16, GpuThrottleReasons.Current)]
    [InlineData(1ul << 36, GpuThrottleReasons.Thermal)]
    [InlineData(1ul << 45, GpuThrottleReasons.Thermal)]
    [InlineData(1ul << 47, GpuThrottleReasons.External)]
    [InlineData(1ul << 57, GpuThrottleReasons.Other)]
    [InlineData((1ul << 0) | (1ul << 36), GpuThrottleReasons.PowerLimit | GpuThrottleReasons.Thermal)]
    public void TheBitsOfAllChipsHaveNames(ulong bits, GpuThrottleReasons expected)
    {
        foreach (
            (byte format, byte content, int size, int offset) in (ReadOnlySpan<(byte, byte, int, int)>)
                [(1, 3, 120, 112), (2, 2, 128, 120), (2, 4, 164, 120)]
        )
        {
            byte[] table = Table(format, content, size);
            BinaryPrimitives.WriteUInt64LittleEndian(table.AsSpan(offset), bits);
            Assert.Equal(expected, Parse(table));
        }
    }

    [Fact]
    public void WhatTheFirmwareDoesNotReportIsUnknown()
    {
        Assert.Null(Parse(Table(1, 3, 120)));
        byte[] old = Table(1, 3, 120);
        BinaryPrimitives.WriteUInt32LittleEndian(old.AsSpan(68), 0);
        Assert.Equal(GpuThrottleReasons.None, Parse(old));
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(1, 255)]
    [InlineData(2, 5)]
    [InlineData(3, 0)]
    [InlineData(0, 0)]
    public void AnotherLayoutIsNotGuessed(byte format, byte content)
    {
        byte[] table = new byte[200];
        Header(table, format, content);
        Assert.Null(Parse(table));
    }

    [Fact]
    public void ATableThatIsShorterThanItSaysIsMalformed()
    {
        Assert.False(AmdGpuMetrics.TryParse(default, out _));
        Assert.False(AmdGpuMetrics.TryParse([1, 0, 1], out _));
        Assert.False(AmdGpuMetrics.TryParse(new byte[120], out _));
        Assert.False(AmdGpuMetrics.TryParse(Table(1, 3, 120).AsSpan(0, 119), out _));

        // A table that ends before the bits says nothing of them.
        Assert.Null(Parse(Table(1, 3, 60)));
    }

    private static GpuThrottleReasons? Parse(byte[] table)
    {
        Assert.True(AmdGpuMetrics.TryParse(table, out GpuThrottleReasons? reasons));
        return reasons;
    }

    // As the driver begins: all ones.
    private static byte[] Table(byte format, byte content, int size)
    {
        byte[] table = new byte[size];
        table.AsSpan().Fill(0xff);
        Header(table, format, content);
        return table;
    }

    private static void Header(byte[] table, byte format, byte content)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(table, (ushort)table.Length);
        (table[2], table[3]) = (format, content);
    }
}
