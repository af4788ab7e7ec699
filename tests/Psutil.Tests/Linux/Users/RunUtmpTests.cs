using Psutil.Platforms.Linux.Parsing;
using Psutil.Platforms.Unix.Parsing;

namespace Psutil.Tests.Linux;

public class RunUtmpTests
{
    private const long Seconds = 1_700_000_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void OnlyUsersLoginsAreKept(bool wide)
    {
        byte[] file =
        [
            .. UtmpFile.Record(wide, UtmpFile.BootTime, 0, "~", "reboot", "6.1.0", Seconds),
            .. UtmpFile.Record(wide, UtmpFile.LoginProcess, 700, "tty1", "LOGIN", "", Seconds),
            .. UtmpFile.Record(wide, UtmpFile.UserProcess, 1234, "pts/0", "jane", "192.0.2.7", Seconds, 250_000),
            .. UtmpFile.Record(wide, UtmpFile.DeadProcess, 1300, "pts/1", "joe", "", Seconds),
            .. UtmpFile.Record(wide, UtmpFile.UserProcess, 1400, "pts/2", "", "", Seconds),
            .. UtmpFile.Record(wide, UtmpFile.UserProcess, 0, "", "ann", "", 0),
        ];
        Assert.Equal(
            [
                new UserSession
                {
                    Name = "jane",
                    Terminal = "pts/0",
                    Host = "192.0.2.7",
                    Started = DateTimeOffset.FromUnixTimeMilliseconds((Seconds * 1000) + 250),
                    Pid = 1234,
                },
                new UserSession { Name = "ann" },
            ],
            RunUtmp.Parse(file, isWideHere: wide)
        );
    }

    [Theory]
    [InlineData(false, 3)]
    [InlineData(true, 3)]
    public void TheLengthOfTheFileTellsTheKindOfRecord(bool wide, int count)
    {
        byte[] file =
        [
            .. Enumerable.Range(1, count).SelectMany(pid => UtmpFile.Record(wide, UtmpFile.UserProcess, pid, "pts/0", "jane", "", Seconds)),
        ];
        foreach (bool isWideHere in (bool[])[false, true])
        {
            IReadOnlyList<UserSession> sessions = RunUtmp.Parse(file, isWideHere);
            Assert.Equal([1, 2, 3], sessions.Select(session => session.Pid));
            Assert.All(sessions, session => Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(Seconds), session.Started));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WhereTheLengthFitsBothTheArchitectureDecides(bool wide)
    {
        // 9600 bytes are 25 narrow records or 24 wide ones.
        int count = 9600 / (wide ? RunUtmp.WideSize : RunUtmp.NarrowSize);
        byte[] file =
        [
            .. Enumerable.Range(1, count).SelectMany(pid => UtmpFile.Record(wide, UtmpFile.UserProcess, pid, "pts/0", "jane", "", Seconds)),
        ];
        Assert.Equal(9600, file.Length);
        Assert.Equal(Enumerable.Range(1, count), RunUtmp.Parse(file, isWideHere: wide).Select(session => session.Pid!.Value));
    }

    [Fact]
    public void ARecordCutShortIsLeftOut()
    {
        byte[] record = UtmpFile.Record(false, UtmpFile.UserProcess, 5, "pts/0", "jane", "", Seconds);
        Assert.Single(RunUtmp.Parse([.. record, .. record[..100]], isWideHere: false));
        Assert.Empty(RunUtmp.Parse([], isWideHere: false));
    }

    [Fact]
    public void TextsThatFillTheirFieldsHaveNoEnd()
    {
        string user = new('u', RunUtmp.UserSize);
        string line = new('l', RunUtmp.LineSize);
        string host = new('h', RunUtmp.HostSize);
        Assert.Equal(
            new UserSession
            {
                Name = user,
                Terminal = line,
                Host = host,
                Started = DateTimeOffset.FromUnixTimeSeconds(Seconds),
                Pid = 5,
            },
            RunUtmp.Parse(UtmpFile.Record(false, UtmpFile.UserProcess, 5, line, user, host, Seconds), isWideHere: false)[0]
        );
    }

    [Fact]
    public void ABadlyEncodedNameIsKept()
    {
        UserSession session = RunUtmp.Parse(
            UtmpFile.Record(false, UtmpFile.UserProcess, 5, "pts/0", [0x6A, 0xFF], "", Seconds),
            isWideHere: false
        )[0];
        Assert.Equal("j\uDCFF", session.Name);
    }

    [Fact]
    public void ThirtyTwoBitSecondsLastUntil2106()
    {
        UserSession session = RunUtmp.Parse(
            UtmpFile.Record(false, UtmpFile.UserProcess, 5, "pts/0", "jane", "", 4_000_000_000),
            isWideHere: false
        )[0];
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(4_000_000_000), session.Started);
    }

    [Theory]
    [InlineData(":0", "localhost")]
    [InlineData(":0.0", "localhost")]
    [InlineData(":1024", "localhost")]
    [InlineData(":", ":")]
    [InlineData(":0.", ":0.")]
    [InlineData("::1", "::1")]
    [InlineData(":pts/4:S.0", ":pts/4:S.0")]
    [InlineData("fe80::1%eth0", "fe80::1%eth0")]
    public void ALocalDisplayIsLocalhost(string host, string expected) =>
        Assert.Equal(expected, LoginHost.Parse(System.Text.Encoding.UTF8.GetBytes(host)));

    [Fact]
    public void NothingThrows() =>
        HostileInput.NeverThrows(
            [
                .. UtmpFile.Record(false, UtmpFile.UserProcess, 5, "pts/0", "jane", ":0", Seconds),
                .. UtmpFile.Record(true, UtmpFile.UserProcess, 5, "pts/0", "jane", ":0", Seconds),
            ],
            bytes =>
            {
                RunUtmp.Parse(bytes, isWideHere: false);
                RunUtmp.Parse(bytes, isWideHere: true);
            }
        );
}
