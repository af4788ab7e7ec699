using System.Diagnostics;
using Psutil.Tool.Tests.Fakes;
using Psutil.Tool.Text;

namespace Psutil.Tool.Tests.Text;

public class TextTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("plain", 5)]
    [InlineData("naïve", 5)]
    [InlineData("漢字", 4)]
    [InlineData("한국", 4)]
    [InlineData("ｆｕｌｌ", 8)]
    [InlineData("e\u0301", 1)]
    [InlineData("🐧", 2)]
    [InlineData("█▌", 2)]
    [InlineData("\u1112\u1161\u11ab", 2)]
    public void WideCharactersTakeTwoColumnsAndCombiningOnesNone(string text, int columns) => Assert.Equal(columns, TextWidth.Of(text));

    [Theory]
    [InlineData("漢字", 3, "漢")]
    [InlineData("漢字", 4, "漢字")]
    [InlineData("e\u0301x", 1, "e\u0301")]
    [InlineData("🐧", 1, "")]
    [InlineData("abc", 0, "")]
    public void ATextIsCutBetweenCharacters(string text, int columns, string expected) =>
        Assert.Equal(expected, TextWidth.Clip(text, columns).ToString());

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(0.25, "0.25s")]
    [InlineData(59.999, "60s")]
    [InlineData(61, "1m 1s")]
    [InlineData(3600, "1h 0m")]
    [InlineData(90000, "1d 1h")]
    [InlineData(-61, "-1m 1s")]
    public void DurationsHaveTwoUnits(double seconds, string expected) =>
        Assert.Equal(expected, Duration.Compact(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, "0:00.00")]
    [InlineData(61.239, "1:01.23")]
    [InlineData(5999.99, "99:59.99")]
    [InlineData(6000, "1:40:00")]
    [InlineData(360000, "100:00:00")]
    public void CpuTimeIsWrittenAsTopDoes(double seconds, string expected) =>
        Assert.Equal(expected, Duration.CpuTime(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("2026-11-23T00:00:00Z", "00:00")]
    [InlineData("2026-11-22T23:59:59Z", "Nov22")]
    [InlineData("2025-12-31T23:59:59Z", "2025")]
    public void AStartIsAsPreciseAsItIsRecent(string start, string expected) =>
        Assert.Equal(expected, Duration.Start(DateTimeOffset.Parse(start, CultureInfo.InvariantCulture), new FakeClock(ToolMachine.Start)));

    [Theory]
    [InlineData(null, "          ")]
    [InlineData(0.0, "          ")]
    [InlineData(50.0, "#####     ")]
    [InlineData(100.0, "##########")]
    [InlineData(250.0, "##########")]
    [InlineData(-3.0, "          ")]
    public void ABarIsAsLongAsItsShare(double? percent, string expected) => Assert.Equal(expected, Bar.Draw(percent, 10, unicode: false));

    [Theory]
    [InlineData(0.0, "          ")]
    [InlineData(51.25, "█████▏    ")]
    [InlineData(99.9, "██████████")]
    [InlineData(98.0, "█████████▊")]
    public void AUnicodeBarHasEighths(double percent, string expected) => Assert.Equal(expected, Bar.Draw(percent, 10, unicode: true));

    [Fact]
    public void ColumnsStayAlignedWithWideCharactersAndEscapes()
    {
        TextPage page = new(new Terminal());
        TableWriter table = new([new("NAME"), new("N", IsRightAligned: true), new("END")]);
        table.Add("漢字", "1", "x");
        table.Add("e\u0301", "100", "y");
        table.Add("\u001b", "7", "z");
        table.Write(page);
        Assert.Equal("NAME   N END\n漢字   1 x\ne\u0301    100 y\n\\x1b   7 z\n", page.ToString());
    }

    [Fact]
    public void ATerminalsLinesAreCutAtItsEdgeAndAPipesAreNot()
    {
        Assert.Equal("abc漢\n", new TextPage(ToolRun.TerminalOf(6)).Write("abc").Write("漢字").EndLine().ToString());
        Assert.Equal("abc漢字def\n", new TextPage(new Terminal { Width = 6 }).Write("abc").Write("漢字def").EndLine().ToString());
    }

    [Theory]
    [InlineData("e\u0301\u0302\u0303\u0304x", "e\u0301\u0302\u0303\u0304x")]
    [InlineData("e\u0301\u0302\u0303\u0304\u0305x\u0301", "e\u0301\u0302\u0303\u0304x\u0301")]
    [InlineData("\u0301\u0301\u0301\u0301\u0301a\u0301", "\u0301\u0301\u0301\u0301a\u0301")]
    [InlineData("\u1112\u1161\u11ab", "\u1112\u1161\u11ab")]
    [InlineData("🐧漢é", "🐧漢é")]
    public void ACharacterHasNoMoreMarksThanAnyScriptNeeds(string text, string expected) =>
        Assert.Equal(expected, new Terminal().MakeSafe(text));

    [Theory]
    [InlineData('\u0301')]
    [InlineData('\u1161')]
    [InlineData('\u20DD')]
    public void AFloodOfWhatTakesNoColumnIsCut(char mark)
    {
        string flood = "a" + new string(mark, 10_000) + "b";
        foreach (Terminal terminal in (Terminal[])[ToolRun.TerminalOf(80), new()])
        {
            TextPage page = new(terminal);
            page.Write(flood).EndLine();
            TableWriter table = new([new("NAME"), new("END")]);
            table.Add(flood, flood);
            table.Write(page);
            Assert.InRange(page.ToString().Length, 12, 80);
        }
    }

    [Theory]
    [InlineData("one two three", 8, "one two|three")]
    [InlineData("one  two", 4, "one|two")]
    [InlineData("abcdefgh", 3, "abc|def|gh")]
    [InlineData("漢字漢", 4, "漢字|漢")]
    [InlineData("漢", 1, "漢")]
    [InlineData("", 5, "")]
    [InlineData("abc ", 3, "abc")]
    [InlineData("🐧🐧", 1, "🐧|🐧")]
    [InlineData("abc ", 4, "abc ")]
    public void LinesAreBrokenBetweenWords(string text, int width, string expected) =>
        Assert.Equal(expected, string.Join('|', LineBreaker.Wrap(text, width)));

    [Fact]
    public void BreakingALongTextTakesTimeInProportionToItsLength()
    {
        // 6 MiB are the most that a process can be started with. A pass over the rest for each line would take minutes.
        string text = string.Concat(Enumerable.Repeat("é argument ", 600_000));
        Stopwatch watch = Stopwatch.StartNew();
        Assert.InRange(LineBreaker.Wrap(text, 80).Count(), 80_000, 100_000);
        Assert.Equal(10, TextWidth.ClipStart(text, 10).Length);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void AColouredTextIsResetBehindItself()
    {
        TextPage page = new(ToolRun.TerminalOf(80) with { HasColor = true });
        page.Write("a", Style.Bad).Write("b");
        Assert.Equal("\u001b[31ma\u001b[0mb", page.ToString());
    }

    [Fact]
    public void APartThatDoesNotFitIsLeftOutWhole()
    {
        TextPage page = new(ToolRun.TerminalOf(10));
        Assert.True(page.TryWrite("1234567"));
        Assert.False(page.TryWrite("8901"));
        Assert.False(page.TryWrite("8"));
        Assert.True(page.EndLine().TryWrite("890"));
        Assert.Equal("1234567\n890", page.ToString());
    }
}
