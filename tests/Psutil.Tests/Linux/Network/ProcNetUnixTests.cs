using System.Text;
using CsCheck;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class ProcNetUnixTests
{
    private const string Header = "Num       RefCount Protocol Flags    Type St Inode Path\n";

    private const string Text =
        Header
        + "0000000073c5248d: 00000003 00000000 00000000 0001 03    96\n"
        + "000000000d783572: 00000002 00000000 00010000 0001 01 12345 /run/dbus/system bus socket\n"
        + "ffff880079d23500: 00000002 00000000 00010000 0005 01  8410 @/tmp/.X11-unix/X0\n"
        + "0000000000000000: 00000002 00000000 00000000 0002 01 4294967295 @a@@b@\n"
        + "f5f6a1c0: 00000002 00000000 00000000 0002 01     7  two spaces \n";

    [Fact]
    public void EverySocketHasItsTypeInodeAndName() =>
        Assert.Equal(
            [
                (1, 96, null),
                (1, 12345, "/run/dbus/system bus socket"),
                (5, 8410, "@/tmp/.X11-unix/X0"),
                (2, uint.MaxValue, "@a@@b@"),
                (2, 7, " two spaces "),
            ],
            Parse(Encoding.UTF8.GetBytes(Text)).Sockets
        );

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\n\nb\n")]
    [InlineData("\n")]
    [InlineData("x\n000: 1 2 3")]
    public void ANameMayHoldLineEnds(string name)
    {
        string text = Header + $"00: 00000002 00000000 00000000 0002 01 5 {name}\n00: 00000003 00000000 00000000 0001 03 96\n";
        Assert.Equal([(2, 5, name), (1, 96, null)], Parse(Encoding.UTF8.GetBytes(text)).Sockets);
    }

    [Fact]
    public void BytesThatAreNotUtf8AreKept()
    {
        byte[] text = [.. Encoding.UTF8.GetBytes(Header + "00: 00000002 00000000 00000000 0002 01 5 /x"), 0xFF, (byte)'\n'];
        Assert.Equal([(byte)'/', (byte)'x', 0xFF], OSText.GetBytes(Assert.Single(Parse(text).Sockets).Name!));
    }

    [Fact]
    public void WhatIsNoSocketIsSkippedAndCounted()
    {
        (List<(int, ulong, string?)> sockets, int malformed) = Parse(
            Encoding.UTF8.GetBytes(Header + "junk\nmore junk\n00: 00000003 00000000 00000000 0001 03 96\n")
        );
        Assert.Equal((1, 2), (sockets.Count, malformed));
    }

    [Fact]
    public void ATextCutAnywhereComesToAnEnd()
    {
        byte[] text = Encoding.UTF8.GetBytes(Text);
        for (int length = 0; length <= text.Length; length++)
        {
            Assert.InRange(Parse(text[..length]).Sockets.Count, 0, 5);
        }
    }

    [Fact]
    public void NoBytesMakeItThrow() =>
        Gen.Select(Gen.Byte.Array, Gen.Int[0, Text.Length])
            .Sample(
                (bytes, position) =>
                {
                    Parse(bytes);
                    byte[] text = Encoding.UTF8.GetBytes(Text);
                    Parse([.. text[..position], .. bytes, .. text[position..]]);
                }
            );

    private static (List<(int Type, ulong Inode, string? Name)> Sockets, int Malformed) Parse(byte[] text)
    {
        List<(int, ulong, string?)> sockets = [];
        ProcNetUnix file = new(text);
        while (file.MoveNext())
        {
            sockets.Add((file.Current.Type, file.Current.Inode, file.Current.GetPath()));
        }

        return (sockets, file.MalformedLines);
    }
}
