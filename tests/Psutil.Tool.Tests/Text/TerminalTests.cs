using Psutil.Tool.Text;

namespace Psutil.Tool.Tests.Text;

public class TerminalTests
{
    [Theory]
    [InlineData("", true, true)]
    [InlineData("", false, false)]
    [InlineData("TERM=dumb", true, false)]
    [InlineData("NO_COLOR=1", true, false)]
    [InlineData("NO_COLOR=", true, true)]
    [InlineData("NO_COLOR=1 FORCE_COLOR=1", true, false)]
    [InlineData("FORCE_COLOR=1", false, true)]
    [InlineData("FORCE_COLOR=0", false, false)]
    [InlineData("CLICOLOR_FORCE=1", false, true)]
    [InlineData("CLICOLOR_FORCE=0", false, false)]
    [InlineData("FORCE_COLOR=1 TERM=dumb", true, true)]
    public void ColoursFollowWhatTheUserSetThenTheTerminal(string environment, bool isTerminal, bool expected) =>
        Assert.Equal(expected, ColorPolicy.HasColor(Environment(environment), isTerminal));

    [Theory]
    [InlineData("LANG=de_DE.UTF-8", true, true)]
    [InlineData("LANG=C.utf8", true, true)]
    [InlineData("LANG=C.UTF-8 LC_ALL=C", true, false)]
    [InlineData("LANG=C.UTF-8 LC_ALL=", true, true)]
    [InlineData("LANG=C.UTF-8", false, false)]
    [InlineData("LANG=C.UTF-8 TERM=dumb", true, false)]
    public void MoreThanAsciiIsDrawnOnlyWhereTheLocaleHasIt(string environment, bool isTerminal, bool expected) =>
        Assert.Equal(expected, Terminal.Detect(Environment(environment), isTerminal, () => (80, 24)).HasUnicode);

    [Theory]
    [InlineData("LANG=de_DE.UTF-8", true, false)]
    [InlineData("LANG=de_DE.ISO-8859-1", true, true)]
    [InlineData("LANG=C", true, true)]
    [InlineData("LANG=C", false, false)]
    [InlineData("LANG=C.UTF-8 TERM=dumb", true, false)]
    public void NamesAreEscapedWhereATerminalIsNotUtf8(string environment, bool isTerminal, bool expected) =>
        Assert.Equal(expected, Terminal.Detect(Environment(environment), isTerminal, () => (80, 24)).IsAscii);

    [Fact]
    public void AnEightBitTerminalGetsNoByteThatItWouldObey()
    {
        // In UTF-8 this letter ends in the byte 0x9b, which begins a control sequence in Latin-1.
        Assert.Equal(@"\u06db[2J\U0001f427\x1b", new Terminal { IsAscii = true }.MakeSafe("\u06db[2J🐧\u001b"));
    }

    [Fact]
    public void APipeIsNotAskedForItsSizeAndHasNoEdge()
    {
        Terminal terminal = Terminal.Detect(Environment(""), isTerminal: false, () => throw new InvalidOperationException());
        Assert.Equal((80, 24, null), (terminal.Width, terminal.Height, terminal.LineLimit));
        Assert.False(terminal.CanRedraw);
    }

    [Theory]
    [InlineData("COLUMNS=132", 100, 132)]
    [InlineData("COLUMNS=x", 100, 100)]
    [InlineData("COLUMNS=0", 100, 100)]
    [InlineData("", 0, 80)]
    public void TheWidthIsTheUsersThenTheTerminalsThenTheUsualOne(string environment, int width, int expected) =>
        Assert.Equal(expected, Terminal.Detect(Environment(environment), isTerminal: true, () => (width, 24)).Width);

    private static Func<string, string?> Environment(string variables) =>
        name => variables.Split(' ').Select(pair => pair.Split('=')).FirstOrDefault(pair => pair[0] == name)?[1];
}
