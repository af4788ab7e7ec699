using System.Text;
using Psutil.Tool.Platform;

namespace Psutil.Tool.Tests.Text;

/// <summary>A Windows console gets characters, however the bytes of UTF-8 arrive.</summary>
public class ConsoleTextStreamTests
{
    private const string Mixed = "Grüße, мир, 漢字, \U0001F600 └─ end\n";

    private readonly StringBuilder _written = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(1000)]
    public void ACharacterMayBeDividedBetweenTwoWrites(int size)
    {
        using ConsoleTextStream stream = new(Take, ignoresFailure: false);
        foreach (byte[] piece in Encoding.UTF8.GetBytes(Mixed).Chunk(size))
        {
            stream.Write(piece, 0, piece.Length);
        }

        Assert.Equal(Mixed, _written.ToString());
    }

    [Fact]
    public void ALongTextIsDividedBetweenCharacters()
    {
        string text = string.Concat(Enumerable.Repeat("x\U0001F600", 20_000));
        using ConsoleTextStream stream = new(
            piece =>
            {
                Assert.InRange(piece.Length, 1, 8192);
                Assert.False(char.IsLowSurrogate(piece.Span[0]));
                return Take(piece);
            },
            ignoresFailure: false
        );
        stream.Write(Encoding.UTF8.GetBytes(text));
        Assert.Equal(text, _written.ToString());
    }

    [Fact]
    public void AConsoleThatIsGoneIsAnErrorUnlessNobodyCouldReadIt()
    {
        using ConsoleTextStream output = new(static _ => false, ignoresFailure: false);
        Assert.Throws<IOException>(() => output.Write("a"u8));
        using ConsoleTextStream error = new(static _ => false, ignoresFailure: true);
        error.Write("a"u8);
    }

    private bool Take(ReadOnlyMemory<char> piece)
    {
        _written.Append(piece);
        return true;
    }
}
