using System.Text;
using CsCheck;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class ProcPidCmdlineTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData("sleep\0" + "60\0", new[] { "sleep", "60" })]
    [InlineData("grep\0\0x\0", new[] { "grep", "", "x" })]
    [InlineData("prog\0\0", new[] { "prog", "" })]
    [InlineData("nginx: master process /usr/sbin/nginx\0", new[] { "nginx:", "master", "process", "/usr/sbin/nginx" })]
    [InlineData("chrome --type=renderer --lang=en", new[] { "chrome", "--type=renderer", "--lang=en" })]
    [InlineData("title with trailing space ", new[] { "title", "with", "trailing", "space" })]
    [InlineData("a\0b c", new[] { "a", "b c" })]
    [InlineData("one\0", new[] { "one" })]
    public void ArgumentsEndInNulUnlessTheProcessWroteOverThem(string text, string[] expected) =>
        Assert.Equal(expected, ProcPidCmdline.Parse(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void ArgumentsKeepTheirBytes() => Assert.Equal(["a\uDCFF"], ProcPidCmdline.Parse([0x61, 0xFF, 0]));

    [Theory]
    [InlineData("/usr/bin/gnome-keyring-daemon\0--start\0", "gnome-keyring-daemon")]
    [InlineData("gnome-keyring-daemon\0", "gnome-keyring-daemon")]
    [InlineData("/opt/app/server: worker process\0", "server:")]
    [InlineData("", "")]
    public void TheProgramsNameIsTheLastPartOfTheFirstArgument(string text, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(ProcPidCmdline.ProgramName(Encoding.UTF8.GetBytes(text))));

    [Fact]
    public void NoBytesMakeItThrow() =>
        Gen
            .Byte.Array[0, 300]
            .Sample(bytes =>
            {
                _ = ProcPidCmdline.Parse(bytes);
                _ = ProcPidCmdline.ProgramName(bytes);
            });
}
