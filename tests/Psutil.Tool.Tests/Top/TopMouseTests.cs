using Psutil.Tool.Tests.Fakes;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Tests.Top;

public class TopMouseTests
{
    private static TopState Start => TopFixture.State(100, 30).WithSample(TopFixture.Sample());

    [Fact]
    public void AHeadingSortsAndTheSecondTimeTurnsTheOrder()
    {
        (int line, int column) = Find(Start, "RSS");
        TopState sorted = Click(Start, column, line);
        Assert.Equal((TopColumns.Rss, false), (sorted.Sort, sorted.IsReversed));
        Assert.True(Click(sorted, column, line).IsReversed);
        Assert.False(Click(Click(sorted, column, line), column, line).IsReversed);
    }

    [Fact]
    public void ARowIsSelectedAndOpenedByASecondClick()
    {
        (int line, int column) = Find(Start, "/sbin/init");
        TopState selected = Click(Start, column, line, out TopAction? action);
        Assert.Equal((1, null, null), (selected.Selected?.Pid, selected.Detail, action));
        TopState opened = Click(selected, column, line, out action);
        Assert.Equal(1, opened.Detail?.Process.Pid);
        Assert.IsType<TopAction.ReadDetail>(action);
    }

    [Fact]
    public void TwoClicksThatAreFarApartOpenNothing()
    {
        FakeClock clock = new(ToolMachine.Start);
        TopState state = (TopFixture.State(100, 30) with { Clock = clock }).WithSample(TopFixture.Sample());
        (int line, int column) = Find(state, "/sbin/init");
        state = Click(state, column, line);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(Click(state, column, line).Detail);
    }

    [Fact]
    public void TheWheelMovesTheCursor()
    {
        TopState down = TopKeys.Press(Start, Mouse(MouseKind.WheelDown, 0, 20)).State;
        Assert.Equal(3, down.Cursor);
        Assert.Equal(0, TopKeys.Press(down, Mouse(MouseKind.WheelUp, 0, 20)).State.Cursor);
    }

    [Fact]
    public void TheWordsOfTheBottomLineAreButtons()
    {
        (int line, int column) = Find(Start, "tree");
        Assert.Equal(29, line);
        Assert.True(Click(Start, column, line).IsTree);
        Click(Start, Find(Start, "quit").Column, line, out TopAction? action);
        Assert.IsType<TopAction.Quit>(action);
    }

    [Fact]
    public void AClickOnNothingDoesNothing()
    {
        TopState state = Start;
        for (int line = 0; line < 30; line++)
        {
            for (int column = 0; column < 100; column += 7)
            {
                TopState clicked = Click(state, column, line, out TopAction? action);
                Assert.False(action is TopAction.SendSignal or TopAction.SetNice, $"{column} {line}");
                Assert.NotNull(clicked.Screen());
            }
        }
    }

    [Fact]
    public void AMenuTakesClicksAndTheWheel()
    {
        TopState menu = Start.Press("s");
        (int line, int column) = Find(menu, "its real user");
        Assert.Equal("USER", Click(menu, column, line).Sort.Header);
        Assert.Null(Click(menu, 0, 0).Dialog);
        MenuDialog scrolled = Assert.IsType<MenuDialog>(TopKeys.Press(menu, Mouse(MouseKind.WheelDown, 50, 10)).State.Dialog);
        Assert.Equal(Assert.IsType<MenuDialog>(menu.Dialog).Cursor + 1, scrolled.Cursor);
    }

    // The sequences of a terminal, as bytes: none of a mouse's becomes a key.
    [Theory]
    [InlineData("\e[<0;36;7M", "Press", 35, 6)]
    [InlineData("\e[<16;1;1M", "Press", 0, 0)]
    [InlineData("\e[<64;36;7M", "WheelUp", 35, 6)]
    [InlineData("\e[<65;300;70M", "WheelDown", 299, 69)]
    public void AReportIsUnderstood(string bytes, string kind, int column, int line) =>
        Assert.Equal(
            [Mouse(Enum.Parse<MouseKind>(kind), column, line)],
            new KeyDecoder().Decode(System.Text.Encoding.Latin1.GetBytes(bytes))
        );

    [Theory]
    [InlineData("\e[<0;36;7m")]
    [InlineData("\e[<2;36;7M")]
    [InlineData("\e[<35;36;7M")]
    [InlineData("\e[<0;0;0M")]
    [InlineData("\e[<0;36M")]
    [InlineData("\e[<;;M")]
    [InlineData("\e[<99999999999;1;1M")]
    [InlineData("\e[32;36;7M")]
    [InlineData("\e[M qk")]
    [InlineData("\e[M !!")]
    [InlineData("\e[?1;2c")]
    public void AnyOtherReportIsNoKey(string bytes)
    {
        KeyDecoder decoder = new();
        Assert.Empty(decoder.Decode(System.Text.Encoding.Latin1.GetBytes(bytes)));
        Assert.Empty(decoder.Flush());

        // Nor when it comes in pieces.
        foreach (byte piece in System.Text.Encoding.Latin1.GetBytes(bytes))
        {
            Assert.Empty(decoder.Decode([piece]));
        }

        Assert.Equal([Key.Of('x')], decoder.Decode("x"u8));
    }

    private static Key Mouse(MouseKind kind, int column, int line) => new(KeyCode.Mouse, Mouse: new MouseReport(kind, column, line));

    private static TopState Click(TopState state, int column, int line) => Click(state, column, line, out _);

    private static TopState Click(TopState state, int column, int line, out TopAction? action)
    {
        (TopState next, action) = TopKeys.Press(state, Mouse(MouseKind.Press, column, line));
        return next;
    }

    private static (int Line, int Column) Find(TopState state, string text)
    {
        (int line, string content) = state.Screen().Split('\n').Index().First(entry => entry.Item.Contains(text, StringComparison.Ordinal));
        return (line, content.IndexOf(text, StringComparison.Ordinal));
    }
}
