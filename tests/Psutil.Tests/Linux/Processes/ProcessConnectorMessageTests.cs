using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

/// <summary>Messages as a little-endian kernel (x86-64, Linux 6.18) sent them, without the netlink header.</summary>
public class ProcessConnectorMessageTests
{
    private const string Start = "01000000 01000000";

    private const string Fork =
        $"{Start} 01000000 00000000 2800 0000  01000000 00000000 ca9ca18061000000  2b1e0000 2b1e0000 541e0000 541e0000 0000000000000000";
    private const string ForkOfAThread =
        $"{Start} 18000000 00000000 2800 0000  01000000 00000000 ade68dd661000000  5e1e0000 5e1e0000 611e0000 5f1e0000 0000000000000000";
    private const string Exec =
        $"{Start} 02000000 00000000 2800 0000  02000000 01000000 3e11a58061000000  541e0000 541e0000 00000000 00000000 0000000000000000";
    private const string Exit =
        $"{Start} 06000000 00000000 2800 0000  00000080 00000000 cf25c58061000000  541e0000 541e0000 00030000 11000000 2b1e0000 2b1e0000";
    private const string Name =
        $"{Start} 19000000 00000000 2800 0000  00020000 00000000 1f2491d661000000  611e0000 5f1e0000 2e4e45542053796e63684d616e616700";
    private const string Refusal =
        $"{Start} 00000000 2a000000 2800 0000  00000000 00000000 630f9f8061000000  01000000 00000000 00000000 00000000 0000000000000000";

    [Fact]
    public void AForkTellsChildAndParent()
    {
        ProcessConnectorMessage message = Parse(Fork);
        Assert.Equal((ProcessConnectorEvent.Fork, 0u, 1u, 0x6180a19ccaL), (message.What, message.Cpu, message.Sequence, message.Timestamp));
        Assert.Equal((0x1e54, 0x1e54, 0x1e2b), (message.Thread, message.Process, message.ParentProcess));
        ProcessConnectorMessage thread = Parse(ForkOfAThread);
        Assert.Equal((0x1e61, 0x1e5f, 0x1e5e), (thread.Thread, thread.Process, thread.ParentProcess));
    }

    [Fact]
    public void AnExecTellsTheProcess()
    {
        ProcessConnectorMessage message = Parse(Exec);
        Assert.Equal((ProcessConnectorEvent.Exec, 1u, 0x1e54, 0x1e54), (message.What, message.Cpu, message.Thread, message.Process));
    }

    [Fact]
    public void AnExitTellsTheWaitStatus()
    {
        ProcessConnectorMessage message = Parse(Exit);
        Assert.Equal(
            (ProcessConnectorEvent.Exit, 0x1e54, 0x1e54, 0x300),
            (message.What, message.Thread, message.Process, message.WaitStatus)
        );
    }

    [Fact]
    public void ANameEndsAtItsNul()
    {
        ProcessConnectorMessage message = Parse(Name);
        Assert.Equal(
            (ProcessConnectorEvent.Name, 0x1e61, 0x1e5f, ".NET SynchManag"),
            (message.What, message.Thread, message.Process, message.Name)
        );
        byte[] full = NetlinkBytes.Of(Name);
        full[^1] = (byte)'e';
        Assert.True(ProcessConnectorMessage.TryParse(full, out message, out _));
        Assert.Equal(".NET SynchManage", message.Name);
    }

    [Fact]
    public void AnAnswerTellsWhichRequestAndWhy()
    {
        ProcessConnectorMessage message = Parse(Refusal);
        Assert.Equal((ProcessConnectorEvent.Acknowledgement, 42u, Errno.EPERM), (message.What, message.Acknowledgement, message.Error));
    }

    [Fact]
    public void AnEventOfAnotherKindIsNoError()
    {
        byte[] other = ConnectorBytes.Of(ConnectorBytes.User, [1, 1, 0, 0], cpu: 3, sequence: 7);
        Assert.True(ProcessConnectorMessage.TryParse(other, out ProcessConnectorMessage message, out _));
        Assert.Equal((ConnectorBytes.User, 3u, 7u, 0), (message.What, message.Cpu, message.Sequence, message.Process));
    }

    [Theory]
    [InlineData("", "cn_msg")]
    [InlineData("01000000 01000000 00000000 00000000 0000 00", "cn_msg")]
    [InlineData("02000000 01000000 00000000 00000000 0000 0000", "cb_id")]
    [InlineData("01000000 02000000 00000000 00000000 0000 0000", "cb_id")]
    [InlineData("01000000 01000000 00000000 00000000 0000 0000", "proc_event")]
    [InlineData("01000000 01000000 00000000 00000000 0F00 0000 01000000 00000000 00000000000000", "proc_event")]
    [InlineData("01000000 01000000 00000000 00000000 FFFF 0000 01000000 00000000 0000000000000000", "proc_event")]
    [InlineData("01000000 01000000 00000000 00000000 0F00 0000 01000000 00000000 0000000000000000", "proc_event")]
    [InlineData("01000000 01000000 00000000 00000000 1000 0000 00000000 00000000 0000000000000000", "event_data")]
    [InlineData(
        "01000000 01000000 00000000 00000000 1C00 0000 01000000 00000000 0000000000000000 01000000 02000000 03000000",
        "event_data"
    )]
    [InlineData("01000000 01000000 00000000 00000000 1400 0000 02000000 00000000 0000000000000000 01000000", "event_data")]
    [InlineData(
        "01000000 01000000 00000000 00000000 1C00 0000 00000080 00000000 0000000000000000 01000000 02000000 03000000",
        "event_data"
    )]
    [InlineData(
        "01000000 01000000 00000000 00000000 1C00 0000 00020000 00000000 0000000000000000 01000000 02000000 03000000",
        "event_data"
    )]
    public void WhatIsCutIsRefused(string text, string field)
    {
        Assert.False(ProcessConnectorMessage.TryParse(NetlinkBytes.Of(text), out _, out string? malformed));
        Assert.Equal(field, malformed);
    }

    [Theory]
    [InlineData(Fork)]
    [InlineData(Exec)]
    [InlineData(Exit)]
    [InlineData(Name)]
    [InlineData(Refusal)]
    public void NoBytesMakeItThrow(string sample) =>
        HostileInput.NeverThrows(NetlinkBytes.Of(sample), bytes => _ = ProcessConnectorMessage.TryParse(bytes, out _, out _));

    private static ProcessConnectorMessage Parse(string text)
    {
        Assert.True(
            ProcessConnectorMessage.TryParse(NetlinkBytes.Of(text), out ProcessConnectorMessage message, out string? malformed),
            malformed
        );
        return message;
    }
}
