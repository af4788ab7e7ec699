using System.Text;

namespace Psutil.Tests;

public class SharedTextsTests
{
    [Fact]
    public void EqualBytesHaveOneString()
    {
        SharedTexts texts = new();
        Assert.Same(texts.Get("PATH"u8), texts.Get("PATH"u8));
        Assert.Equal("", texts.Get([]));
        Assert.NotEqual(texts.Get("PATH"u8), texts.Get("path"u8));
    }

    [Fact]
    public void EveryTextIsThatOfItsBytes()
    {
        SharedTexts texts = new();
        for (int round = 0; round < 2; round++)
        {
            foreach (byte[] bytes in Texts())
            {
                Assert.Equal(OSText.GetString(bytes), texts.Get(bytes));
            }
        }
    }

    private static IEnumerable<byte[]> Texts()
    {
        for (int number = 0; number < 10_000; number++)
        {
            yield return Encoding.UTF8.GetBytes($"variable {number}");
        }

        yield return [.. "caf\xE9"u8];
        yield return [0xFF, 0xFE];
        yield return [.. Enumerable.Repeat((byte)'a', 512)];
        yield return [.. Enumerable.Repeat((byte)'a', 513)];
    }
}
