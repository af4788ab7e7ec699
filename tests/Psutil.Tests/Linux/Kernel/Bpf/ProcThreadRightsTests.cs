using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class ProcThreadRightsTests
{
    private const string Root = """
        Name:	psutil
        Pid:	6471
        NSpid:	6471
        CapInh:	0000000000000000
        CapPrm:	000001fffeffffff
        CapEff:	000001fffeffffff
        NoNewPrivs:	0
        Seccomp:	0
        Seccomp_filters:	0

        """;

    [Theory]
    [InlineData("000001ffffffffff")]
    [InlineData("0000000000200000")] // CAP_SYS_ADMIN, as before Linux 5.8
    [InlineData("000000c000000000")] // CAP_BPF, CAP_PERFMON
    public void TheseRightsSuffice(string capabilities) => Assert.Null(Parse(Root.Replace("000001fffeffffff", capabilities)));

    [Theory]
    [InlineData("0000000000000000")]
    [InlineData("0000008000000000")]
    [InlineData("0000004000000000")]
    [InlineData("000001ff7fdfffff", false)]
    [InlineData("zzz")]
    public void LessDoesNot(string capabilities, bool isTooLittle = true) =>
        Assert.Equal(isTooLittle, Parse(Root.Replace("CapEff:\t000001fffeffffff", "CapEff:\t" + capabilities)) is not null);

    [Fact]
    public void UnderASeccompFilterNothingIsTried() =>
        Assert.Contains("seccomp", Parse(Root.Replace("Seccomp:\t0", "Seccomp:\t2")), StringComparison.Ordinal);

    [Fact]
    public void AProcOfAnotherPidNamespaceIsSeen() =>
        Assert.Contains("namespace", Parse(Root.Replace("NSpid:\t6471", "NSpid:\t6471\t1")), StringComparison.Ordinal);

    [Fact]
    public void NoBytesMakeItThrow() => HostileInput.NeverThrows(Root, bytes => _ = ProcThreadRights.Parse(bytes).FindRefusal());

    private static string? Parse(string text) => ProcThreadRights.Parse(System.Text.Encoding.ASCII.GetBytes(text)).FindRefusal();
}
