using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class ProcPidMapsTests
{
    private const string Maps =
        "00400000-00452000 r-xp 00000000 08:02 173521                             /usr/bin/dbus-daemon\n"
        + "00e03000-00e24000 rw-p 00000000 00:00 0                                  [heap]\n"
        + "35b1800000-35b1820000 r-xp 00001000 fd:1a 18446744073709551615             /usr/lib64/a b (deleted)\n"
        + "7fffb2c0d000-7fffb2c2e000 rw-p 00000000 00:00 0 \n"
        + "7fffb2d48000-7fffb2d49000 r-xp 00000000 103:fffff 7\n";

    [Fact]
    public void RegionsWithAFileBehindThemAreRead()
    {
        Assert.Equal(
            [
                "400000-452000 8:2 173521 '/usr/bin/dbus-daemon'",
                "35b1800000-35b1820000 253:26 18446744073709551615 '/usr/lib64/a b (deleted)'",
                "7fffb2d48000-7fffb2d49000 259:1048575 7 ''",
            ],
            Read(System.Text.Encoding.UTF8.GetBytes(Maps))
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("00400000 r-xp 00000000 08:02 173521 /a")]
    [InlineData("00400000-00452000 r-xp 00000000 0802 173521 /a")]
    [InlineData("00400000-00452000 r-xp 00000000 :02 173521 /a")]
    [InlineData("00400000-00452000 r-xp 00000000 08: 173521 /a")]
    [InlineData("00400000-00452000 r-xp 00000000 100000000:02 173521 /a")]
    [InlineData("00400000-00452000 r-xp 00000000 08:02 -1 /a")]
    [InlineData("00400000-00452000 r-xp 00000000 08:02 99999999999999999999 /a")]
    [InlineData("00400000-00452000 r-xp 00000000 08:02")]
    public void WhatHasAnotherFormIsLeftOut(string text) =>
        Assert.Equal(["1-2 8:2 3 ''"], Read(System.Text.Encoding.UTF8.GetBytes(text + "\n1-2 r 0 8:2 3\n")));

    [Fact]
    public void NoBytesMakeItThrow() => HostileInput.NeverThrows(Maps, bytes => Read(bytes));

    private static List<string> Read(byte[] text)
    {
        List<string> read = [];
        ProcPidMaps files = new(text);
        while (files.MoveNext())
        {
            read.Add(
                $"{OSText.GetString(files.Start)}-{OSText.GetString(files.End)} {files.Device} {files.Inode} '{OSText.GetString(files.Path)}'"
            );
        }

        return read;
    }
}
