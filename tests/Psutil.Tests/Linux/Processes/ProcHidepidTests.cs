using System.Text;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class ProcHidepidTests
{
    private const string Root = "21 1 254:0 / / rw,relatime - ext4 /dev/vda rw\n";

    [Theory]
    [InlineData("rw", false, false)]
    [InlineData("rw,hidepid=1", false, false)]
    [InlineData("rw,hidepid=noaccess", false, false)]
    [InlineData("rw,hidepid=2", true, false)]
    [InlineData("rw,hidepid=invisible", true, false)]
    [InlineData("rw,hidepid=ptraceable", true, false)]
    [InlineData("rw,gid=27,hidepid=invisible", true, true)]
    [InlineData("rw,gid=27,hidepid=ptraceable", true, false)]
    [InlineData("rw,gid=27,hidepid=4,subset=pid", true, false)]
    public void TheOptionsAreThoseOfTheMount(string options, bool hides, bool hasGroup)
    {
        string text = $"{Root}22 21 0:5 / /proc rw,nosuid,noexec,relatime shared:5 - proc proc {options}\n";
        Assert.Equal(new ProcHidepid(hides, hasGroup), ProcHidepid.Find(Encoding.UTF8.GetBytes(text), "/proc"));
        Assert.Equal(default, ProcHidepid.Find(Encoding.UTF8.GetBytes(text), "/host/proc"));
    }

    [Fact]
    public void OfSeveralMountsTheLastIsSeen()
    {
        const string Hidden = "22 21 0:5 / /proc rw - proc proc rw,hidepid=2\n";
        const string Open = "23 22 0:6 / /proc rw - proc proc rw\n";
        Assert.False(ProcHidepid.Find(Encoding.UTF8.GetBytes(Hidden + Open), "/proc").HidesOthers);
        Assert.True(ProcHidepid.Find(Encoding.UTF8.GetBytes(Open + Hidden), "/proc").HidesOthers);
    }

    [Fact]
    public void WhatCannotBeReadHidesNothing()
    {
        Assert.Equal(default, ProcHidepid.Find("garbage\n\n22 21 0:5 / /proc\n"u8, "/proc"));
        HostileInput.NeverThrows(Root + "22 21 0:5 / /proc rw,relatime shared:5 - proc proc rw,gid=27,hidepid=2\n", text =>
            _ = ProcHidepid.Find(text, "/proc")
        );
    }
}
