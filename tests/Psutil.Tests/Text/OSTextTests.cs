using System.Text;
using CsCheck;

namespace Psutil.Tests;

public class OSTextTests
{
    [Fact]
    public void Utf8IsReadAsIs() => Assert.Equal("naïve 漢字 🐧", OSText.GetString("naïve 漢字 🐧"u8));

    // Attributes hold UTF-8, which has no lone surrogates: such cases are data in code.
    public static TheoryData<byte[], string> BadlyEncoded =>
        new()
        {
            { [0x61, 0xFF, 0x62], "a\uDCFFb" },
            { [0xC0, 0xAF], "\uDCC0\uDCAF" },
            { [0xED, 0xB2, 0x80], "\uDCED\uDCB2\uDC80" },
            { [0xE2, 0x82], "\uDCE2\uDC82" },
            { [], "" },
        };

    [Theory]
    [MemberData(nameof(BadlyEncoded))]
    public void BytesThatAreNotUtf8BecomeLoneSurrogates(byte[] bytes, string expected) => Assert.Equal(expected, OSText.GetString(bytes));

    [Fact]
    public void EveryByteSequenceComesBack() =>
        Gen.Byte.Array[0, 2000].Sample(bytes => OSText.GetBytes(OSText.GetString(bytes)).AsSpan().SequenceEqual(bytes));

    [Fact]
    public void ASurrogateThatStandsForNoByteIsWrittenAndNothingFails() => Assert.Equal([0xED, 0xA0, 0x80], OSText.GetBytes("\uD800"));

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("naïve 漢字", "naïve 漢字")]
    [InlineData("\u001b]52;c;x\a", "\\x1b]52;c;x\\x07")]
    [InlineData("a\nb\tc", "a\\nb\\tc")]
    [InlineData("\u009b31m", "\\x9b31m")]
    [InlineData("\u202eevil\u2066", "\\u202eevil\\u2066")]
    [InlineData("\u2028", "\\u2028")]
    [InlineData("\U000E0001", "\\U000e0001")]
    public void WhatATerminalWouldObeyIsEscaped(string text, string expected) => Assert.Equal(expected, OSText.Escape(text));

    [Fact]
    public void AByteThatIsNotUtf8IsEscaped() => Assert.Equal("bad\\xffbyte", OSText.Escape("bad\uDCFFbyte"));

    [Fact]
    public void ASafeTextIsNotCopied()
    {
        string text = new StringBuilder("safe").Append(" text").ToString();
        Assert.Same(text, OSText.Escape(text));
    }
}
