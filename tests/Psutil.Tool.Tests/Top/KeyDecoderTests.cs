using System.Text;
using CsCheck;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Tests.Top;

public class KeyDecoderTests
{
    private readonly KeyDecoder _decoder = new();

    [Theory]
    [InlineData("\u001b[A", "Up")]
    [InlineData("\u001bOA", "Up")]
    [InlineData("\u001b[1;5B", "Down")]
    [InlineData("\u001b[C", "Right")]
    [InlineData("\u001b[D", "Left")]
    [InlineData("\u001b[H", "Home")]
    [InlineData("\u001b[1~", "Home")]
    [InlineData("\u001bOF", "End")]
    [InlineData("\u001b[4~", "End")]
    [InlineData("\u001b[5~", "PageUp")]
    [InlineData("\u001b[6;2~", "PageDown")]
    [InlineData("\u001b[3~", "Delete")]
    [InlineData("\u001b[Z", "BackTab")]
    [InlineData("\u001bOP", "F1")]
    [InlineData("\u001b[11~", "F1")]
    [InlineData("\u001b[[A", "F1")]
    [InlineData("\u001b[15~", "F5")]
    [InlineData("\u001b[[E", "F5")]
    [InlineData("\u001b[17~", "F6")]
    [InlineData("\u001b[21~", "F10")]
    [InlineData("\r", "Enter")]
    [InlineData("\t", "Tab")]
    [InlineData("\u007f", "Backspace")]
    public void SequencesAreKeys(string bytes, string key) => Assert.Equal([new Key(Enum.Parse<KeyCode>(key))], Decode(bytes));

    [Fact]
    public void CharactersAndControlAreKeys() =>
        Assert.Equal(
            [Key.Of('a'), Key.Control('c'), Key.Control('z'), Key.Of('é'), new Key(KeyCode.Character, new Rune(0x1F427))],
            Decode("a\u0003\u001aé🐧")
        );

    [Theory]
    [InlineData("\u001b[200~")]
    [InlineData("\u001b[?1;2c")]
    [InlineData("\u001b[999999999999~")]
    [InlineData("\u001bx")]
    [InlineData("\u001b[[Z")]
    public void WhatIsUnknownIsDroppedWhole(string bytes)
    {
        Assert.Empty(Decode(bytes));
        Assert.False(_decoder.IsIncomplete);
    }

    [Fact]
    public void ASequenceMayArriveInPieces()
    {
        Assert.Empty(Decode("\u001b"));
        Assert.True(_decoder.IsIncomplete);
        Assert.Empty(Decode("["));
        Assert.Equal([new Key(KeyCode.Up), Key.Of('q')], Decode("Aq"));
        Assert.Empty(_decoder.Decode([0xC3]));
        Assert.Equal([Key.Of('é')], _decoder.Decode([0xA9]));
    }

    [Fact]
    public void EscapeAloneIsAKeyWhenNothingFollows()
    {
        Decode("\u001b");
        Assert.Equal([new Key(KeyCode.Escape)], _decoder.Flush());
        Decode("\u001b[1;");
        Assert.Empty(_decoder.Flush());
        Assert.Equal([Key.Of('a')], Decode("a"));
    }

    [Fact]
    public void AnyBytesAreSurvivedAndForgotten() =>
        Gen
            .Byte.Array[0, 300]
            .Sample(bytes =>
            {
                KeyDecoder decoder = new();
                Assert.All(decoder.Decode(bytes), key => Assert.False(key.Code == KeyCode.Character && Rune.IsControl(key.Character)));
                decoder.Flush();
                Assert.Equal([Key.Of('q')], decoder.Decode("q"u8));
            });

    private IReadOnlyList<Key> Decode(string text) => _decoder.Decode(Encoding.UTF8.GetBytes(text));
}
