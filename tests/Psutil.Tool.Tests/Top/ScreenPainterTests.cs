using CsCheck;
using Psutil.Tool.Text;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Tests.Top;

public class ScreenPainterTests
{
    [Fact]
    public void OnlyWhatChangedIsSent()
    {
        ScreenPainter painter = new(TopFixture.Colors);
        Assert.Contains("\u001b[2J", painter.Paint(Buffer("hello world, this is a line")), StringComparison.Ordinal);
        Assert.Equal("", painter.Paint(Buffer("hello world, this is a line")));
        Assert.Equal("\u001b[1;7HW", painter.Paint(Buffer("hello World, this is a line")));
        Assert.Equal("\u001b[1;1HH\u001b[1;26HNE", painter.Paint(Buffer("Hello World, this is a liNE")));

        // Two changes that lie close together are written in one go.
        Assert.Equal("\u001b[1;1Hhell0", painter.Paint(Buffer("hell0 World, this is a liNE")));
    }

    [Fact]
    public void AfterItForgotEverythingIsDrawn()
    {
        ScreenPainter painter = new(TopFixture.Colors);
        string first = painter.Paint(Buffer("abc"));
        painter.Forget();
        Assert.Equal(first, painter.Paint(Buffer("abc")));
    }

    [Fact]
    public void WithoutColoursThereAreNone()
    {
        CellBuffer buffer = new(30, 1, TopFixture.Unicode);
        foreach (Style style in Enum.GetValues<Style>())
        {
            buffer.Write((int)style * 2, 0, "x", style);
        }

        buffer.Invert(0, 0, 4);
        Assert.DoesNotMatch("\u001b\\[[0-9;]*3[0-9]", new ScreenPainter(TopFixture.NoColors).Paint(buffer));
        Assert.Matches("\u001b\\[[0-9;]*3[0-9]", new ScreenPainter(TopFixture.Colors).Paint(buffer));
        Assert.Contains(";7m", new ScreenPainter(TopFixture.NoColors).Paint(buffer), StringComparison.Ordinal);
    }

    [Fact]
    public void TheStyleEndsWithItsText()
    {
        FakeScreen screen = new(20, 2);
        CellBuffer buffer = new(20, 2, TopFixture.Unicode);
        buffer.Write(0, 0, "bad", Style.Bad);
        screen.Write(new ScreenPainter(TopFixture.Colors).Paint(buffer));
        Assert.Equal("0", screen.Style);
    }

    // Whatever was shown before and however wide the terminal draws a character: every character of ours ends up in its own column.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AnyScreenAfterAnyOtherComesOutRight(int widthOfOthers) =>
        Gen.String[Gen.Char[" abc漢é"], 0, 24]
            .Array[1, 6]
            .Sample(texts =>
            {
                ScreenPainter painter = new(TopFixture.Colors);
                FakeScreen screen = new(20, 1, widthOfOthers);
                foreach (string text in texts)
                {
                    CellBuffer buffer = new(20, 1, TopFixture.Unicode);
                    buffer.Write(0, 0, text, text.Length % 2 == 0 ? Style.Plain : Style.Bold);
                    screen.Write(painter.Paint(buffer));
                    for (int column = 0; column < 20; column++)
                    {
                        Cell cell = buffer[column, 0];
                        if (!cell.IsContinuation)
                        {
                            int shown = screen.At(column, 0).Value;
                            Assert.Equal(cell.Character, shown == 0 ? ' ' : shown);
                        }
                    }
                }
            });

    private static CellBuffer Buffer(string text)
    {
        CellBuffer buffer = new(40, 1, TopFixture.Unicode);
        buffer.Write(0, 0, text);
        return buffer;
    }
}
