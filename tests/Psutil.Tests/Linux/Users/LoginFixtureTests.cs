namespace Psutil.Tests.Linux;

public sealed class LoginFixtureTests : IDisposable
{
    private readonly FixtureTree _tree = new();

    public LoginFixtureTests() =>
        _tree.Add(
            "run/utmp",
            [
                .. UtmpFile.Record(false, UtmpFile.UserProcess, 1234, "pts/0", "here", "", 1_700_000_000),
                .. UtmpFile.Record(false, UtmpFile.UserProcess, 1300, "pts/1", "gone", "", 1_700_000_000),
                .. UtmpFile.Record(false, UtmpFile.UserProcess, 0, "pts/2", "unknown", "", 1_700_000_000),
            ]
        );

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void ALoginWhoseProcessHasEndedIsNone()
    {
        _tree.AddFolder("proc/1").AddFolder("proc/1234");
        Assert.Equal(["here", "unknown"], _tree.Machine.GetUserSessions().Select(user => user.Name));
    }

    [Fact]
    public void WhereNoProcessCanBeSeenEveryLoginCounts() =>
        Assert.Equal(["here", "gone", "unknown"], _tree.Machine.GetUserSessions().Select(user => user.Name));
}
