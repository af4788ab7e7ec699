using CsCheck;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class NetlinkCursorTests
{
    [Fact]
    public void MessagesFollowEachOtherAligned()
    {
        // 17 bytes, padded to 20, then one without a payload.
        NetlinkCursor reader = new(NetlinkBytes.Of("11000000 1400 0200 01000000 00000000 AB000000 10000000 0300 0000 01000000 00000000"));
        Assert.True(reader.MoveNext());
        Assert.Equal((20, 2, 1u), (reader.Header.Type, reader.Header.Flags, reader.Header.Sequence));
        Assert.Equal([0xAB], reader.Payload.ToArray());
        Assert.True(reader.MoveNext());
        Assert.Equal(3, reader.Header.Type);
        Assert.True(reader.Payload.IsEmpty);
        Assert.False(reader.MoveNext());
        Assert.False(reader.IsMalformed);
    }

    [Fact]
    public void TheLastMessageNeedNotBePadded()
    {
        NetlinkCursor reader = new(NetlinkBytes.Of("11000000 1400 0200 01000000 00000000 AB"));
        Assert.True(reader.MoveNext());
        Assert.False(reader.MoveNext());
        Assert.False(reader.IsMalformed);
    }

    [Theory]
    [InlineData("00000000 1400 0000 01000000 00000000")]
    [InlineData("0F000000 1400 0000 01000000 00000000")]
    [InlineData("11000000 1400 0000 01000000 00000000")]
    [InlineData("FFFFFFFF 1400 0000 01000000 00000000 00")]
    [InlineData("00000080 1400 0000 01000000 00000000 00")]
    [InlineData("10000000 1400 0000 01000000 000000")]
    [InlineData("10")]
    public void ALengthThatCannotBeEndsTheReading(string datagram)
    {
        NetlinkCursor reader = new(NetlinkBytes.Of(datagram));
        Assert.False(reader.MoveNext());
        Assert.True(reader.IsMalformed);
        Assert.False(reader.MoveNext());
    }

    [Fact]
    public void AnEmptyDatagramHoldsNothing()
    {
        NetlinkCursor reader = new([]);
        Assert.False(reader.MoveNext());
        Assert.False(reader.IsMalformed);
    }

    [Fact]
    public void ReadingAlwaysEndsAndStaysWithin() =>
        Gen.Select(Gen.Byte.Array[0, 300], Gen.UShort[0, 64])
            .Sample(
                (bytes, length) =>
                {
                    // A first length that is nearly right leads further in than random bytes would.
                    byte[] datagram = [.. BitConverter.GetBytes((uint)length), .. bytes];
                    NetlinkCursor reader = new(datagram);
                    int total = 0;
                    while (reader.MoveNext())
                    {
                        total += reader.Payload.Length + 16;
                        NetlinkAttributeCursor attributes = new(reader.Payload);
                        int attributeTotal = 0;
                        while (attributes.MoveNext())
                        {
                            attributeTotal += attributes.Value.Length + 4;
                            attributes.TryGetUInt32(out _);
                        }

                        Assert.InRange(attributeTotal, 0, reader.Payload.Length);
                    }

                    Assert.InRange(total, 0, datagram.Length);
                }
            );
}
