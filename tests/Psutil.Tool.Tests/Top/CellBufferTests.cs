using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Tests.Top;

public class CellBufferTests
{
    [Theory]
    [InlineData("a\u001b[2Jb", "a\\x1b[2Jb")]
    [InlineData("a\u009b2Jb", "a\\x9b2Jb")]
    [InlineData("a\nb\r", "a\\nb\\r")]
    [InlineData("\u202eabc\u2066", "\\u202eabc\\u2066")]
    [InlineData("\u007f", "\\x7f")]
    public void WhatATerminalWouldObeyIsShown(string text, string shown)
    {
        CellBuffer buffer = new(40, 1, TopFixture.Unicode);
        Assert.Equal(shown.Length, buffer.Write(0, 0, text));
        Assert.Equal(shown + "\n", buffer.ToString());
    }

    [Fact]
    public void BytesThatAreNotUtf8AreShownAsSuch()
    {
        CellBuffer buffer = new(40, 1, TopFixture.Unicode);
        buffer.Write(0, 0, "x\uDCFFy");
        Assert.Equal("x\\xffy\n", buffer.ToString());
    }

    [Fact]
    public void AsciiTerminalsGetAsciiAlone()
    {
        CellBuffer buffer = new(40, 1, TopFixture.Ascii);
        buffer.Write(0, 0, "é漢🐧");
        Assert.Equal("\\u00e9\\u6f22\\U0001f427\n", buffer.ToString());
    }

    [Fact]
    public void WideCharactersTakeTwoColumnsAndAreNeverCutInHalf()
    {
        CellBuffer buffer = new(6, 2, TopFixture.Unicode);
        Assert.Equal(4, buffer.Write(0, 0, "漢字"));
        Assert.Equal(5, buffer.Write(4, 0, "x"));
        Assert.Equal(5, buffer.Write(5, 0, "字"));
        Assert.Equal("漢字x\n\n", buffer.ToString());
        Assert.True(buffer[1, 0].IsContinuation);
    }

    [Theory]
    [InlineData(0, "x 字")]
    [InlineData(1, " x字")]
    [InlineData(2, "漢x")]
    public void WritingOverHalfOfAWideCharacterRemovesTheOtherHalf(int column, string shown)
    {
        CellBuffer buffer = new(6, 1, TopFixture.Unicode);
        buffer.Write(0, 0, "漢字");
        buffer.Write(column, 0, "x");
        Assert.Equal(shown + "\n", buffer.ToString());
    }

    [Fact]
    public void CombiningMarksJoinTheCharacterBefore()
    {
        CellBuffer buffer = new(6, 1, TopFixture.Unicode);
        Assert.Equal(2, buffer.Write(0, 0, "e\u0301x"));
        Assert.Equal("e\u0301x\n", buffer.ToString());

        // Any number of them, even where there is nothing before.
        buffer.Write(0, 0, new string('\u0301', 100) + "a" + new string('\u0301', 100));
        Assert.InRange(buffer[0, 0].Marks!.Length, 1, 4);
    }

    [Fact]
    public void NothingIsWrittenOutsideOfTheScreen()
    {
        CellBuffer buffer = new(3, 1, TopFixture.Unicode);
        buffer.Write(0, 5, "abc");
        buffer.Write(7, 0, "abc");
        buffer.Write(0, -1, "abc");
        buffer.Write(1, 0, "abcdef", limit: 2);
        Assert.Equal(" a\n", buffer.ToString());
    }

    [Fact]
    public void RightAlignedTextEndsBeforeItsColumn()
    {
        CellBuffer buffer = new(8, 1, TopFixture.Unicode);
        buffer.WriteRight(6, 0, "漢1");
        Assert.Equal("   漢1\n", buffer.ToString());
    }
}
