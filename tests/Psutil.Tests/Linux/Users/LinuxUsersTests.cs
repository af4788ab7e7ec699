namespace Psutil.Tests.Linux;

public class LinuxUsersTests
{
    private const long Seconds = 1_700_000_000;

    [Fact]
    public void WithoutAnyRecordNobodyIsLoggedIn()
    {
        using FixtureTree tree = new();
        Assert.Empty(tree.Machine.GetUserSessions());
        tree.AddFolder("run/systemd/sessions");
        Assert.Empty(tree.Machine.GetUserSessions());
    }

    [Fact]
    public void LoginsComeFromUtmp()
    {
        using FixtureTree tree = new FixtureTree()
            .Add(
                "run/utmp",
                [
                    .. UtmpFile.Record(false, UtmpFile.BootTime, 0, "~", "reboot", "6.1.0", Seconds),
                    .. UtmpFile.Record(false, UtmpFile.UserProcess, 12, "tty2", "jane", ":0", Seconds, 500_000),
                ]
            )
            .Add("run/systemd/sessions/3", RunSystemdSessionTests.Remote);
        Assert.Equal(
            [
                new UserSession
                {
                    Name = "jane",
                    Terminal = "tty2",
                    Host = "localhost",
                    Started = DateTimeOffset.FromUnixTimeMilliseconds((Seconds * 1000) + 500),
                    Pid = 12,
                },
            ],
            tree.Machine.GetUserSessions()
        );
    }

    [Fact]
    public void AnEmptyUtmpMeansNobody()
    {
        using FixtureTree tree = new FixtureTree().Add("run/utmp", "").Add("run/systemd/sessions/3", RunSystemdSessionTests.Remote);
        Assert.Empty(tree.Machine.GetUserSessions());
    }

    [Fact]
    public void WithoutUtmpSystemdTells()
    {
        using FixtureTree tree = new FixtureTree()
            .Add("run/systemd/sessions/10", RunSystemdSessionTests.Remote.Replace("jane", "ann", StringComparison.Ordinal))
            .Add("run/systemd/sessions/3", RunSystemdSessionTests.Remote)
            .Add("run/systemd/sessions/c1", "USER=gdm\nCLASS=greeter\n")
            .Add("run/systemd/sessions/.#3a1f", RunSystemdSessionTests.Remote);
        Assert.Equal(["jane", "ann"], tree.Machine.GetUserSessions().Select(session => session.Name));
    }
}
