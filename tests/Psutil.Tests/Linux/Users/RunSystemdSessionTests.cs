using System.Text;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class RunSystemdSessionTests
{
    /// <summary>systemd 255, a login over the network.</summary>
    internal const string Remote = """
        # This is private data. Do not parse.
        UID=1000
        USER=jane
        ACTIVE=1
        IS_DISPLAY=1
        STATE=active
        REMOTE=1
        LEADER_FD_SAVED=1
        TYPE=tty
        ORIGINAL_TYPE=tty
        CLASS=user
        SCOPE=session-3.scope
        FIFO=/run/systemd/sessions/3.ref
        TTY=pts/0
        TTY_VALIDITY=from-pam
        REMOTE_HOST=192.0.2.7
        SERVICE=sshd
        POSITION=0
        LEADER=1234
        AUDIT=3
        REALTIME=1700000000250000
        MONOTONIC=5000000

        """;

    [Fact]
    public void ALoginIsRead()
    {
        Assert.True(RunSystemdSession.TryParse(Encoding.UTF8.GetBytes(Remote), out UserSession? session));
        Assert.Equal(
            new UserSession
            {
                Name = "jane",
                Terminal = "pts/0",
                Host = "192.0.2.7",
                Started = DateTimeOffset.FromUnixTimeMilliseconds(1700000000250),
                Pid = 1234,
            },
            session
        );
    }

    [Fact]
    public void WhatIsNotWrittenIsNull()
    {
        Assert.True(RunSystemdSession.TryParse("USER=jane\nCLASS=user\nTTY=\nREALTIME=x\nLEADER=-1\n"u8, out UserSession? session));
        Assert.Equal(new UserSession { Name = "jane" }, session);
    }

    [Theory]
    [InlineData("user", true)]
    [InlineData("user-early", true)]
    [InlineData("user-light", true)]
    [InlineData("user-incomplete", false)]
    [InlineData("greeter", false)]
    [InlineData("manager", false)]
    [InlineData("background", false)]
    public void OnlyUsersSessionsCount(string sessionClass, bool expected) =>
        Assert.Equal(expected, RunSystemdSession.TryParse(Encoding.UTF8.GetBytes($"USER=jane\nCLASS={sessionClass}\n"), out _));

    [Theory]
    [InlineData("")]
    [InlineData("USER=jane\n")]
    [InlineData("CLASS=user\n")]
    [InlineData("USER=\nCLASS=user\n")]
    [InlineData("USER=jane\nCLASS=user\nSTATE=closing\n")]
    public void WithoutAUserOrWhenClosingThereIsNoSession(string text) =>
        Assert.False(RunSystemdSession.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("\"quo ted\"", "quo ted")]
    [InlineData("""a\\b""", """a\b""")]
    [InlineData("\\\"x\\\"", "\"x\"")]
    [InlineData("""f\303\274r""", "für")]
    [InlineData("""f\xc3\xbcr""", "für")]
    [InlineData("""tab\tend\""", "tab\tend\\")]
    public void EscapesAreUndone(string written, string expected)
    {
        Assert.True(
            RunSystemdSession.TryParse(Encoding.UTF8.GetBytes($"USER=jane\nCLASS=user\nREMOTE_HOST={written}\n"), out UserSession? session)
        );
        Assert.Equal(expected, session.Host);
    }

    [Fact]
    public void AnEscapedByteThatIsNotUtf8IsKept()
    {
        Assert.True(RunSystemdSession.TryParse("USER=j\\377\nCLASS=user\n"u8, out UserSession? session));
        Assert.Equal("j\uDCFF", session.Name);
    }

    [Fact]
    public void NothingThrows() =>
        HostileInput.NeverThrows(Remote.Replace("192.0.2.7", """\303\274\xff\n"x\""", StringComparison.Ordinal), bytes =>
            Assert.Equal(RunSystemdSession.TryParse(bytes, out UserSession? session), session is not null)
        );
}
