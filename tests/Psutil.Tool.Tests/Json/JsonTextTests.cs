using System.Buffers;
using System.Text;
using System.Text.Json;
using CsCheck;
using Psutil.Tool.Json;

namespace Psutil.Tool.Tests.Json;

/// <summary>Every name survives JSON: a strict reader takes it, and gets the operating system's bytes back.</summary>
public class JsonTextTests
{
    private const int FirstByteCharacter = 0x10F780;
    private const int LastByteCharacter = 0x10F7FF;

    // Mostly what the mapping is about, which arbitrary bytes hit too rarely.
    private static readonly Gen<byte[]> Pieces = Gen.OneOf(
        Gen.Byte.Array[1, 4],
        Gen.Int[FirstByteCharacter - 2, LastByteCharacter + 2].Select(value => Encoding.UTF8.GetBytes(new Rune(value).ToString())),
        Gen.Int[0xD800, 0xDFFF].Select(value => Wtf8Of((char)value)),
        Gen.OneOf("a", "é", "漢", "🐧", "\0", "\"", "\\").Select(Encoding.UTF8.GetBytes)
    );

    // Throws if a surrogate stands alone.
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    [Fact]
    public void EveryByteOfAnOSTextComesBack()
    {
        Gen.Byte.Array[0, 3000].Sample(ComesBack);
        Pieces.Array[0, 200].Sample(pieces => ComesBack([.. pieces.SelectMany(piece => piece)]));

        static bool ComesBack(byte[] bytes) => BytesOf(ReadStrictly(OSText.GetString(bytes))).AsSpan().SequenceEqual(bytes);
    }

    [Fact]
    public void EveryUnitOfAWindowsNameComesBack()
    {
        Gen<char> units = Gen.OneOf(Gen.Char, Gen.Char['\uD800', '\uDFFF'], Gen.OneOf('\uDBFD', '\uDF80', '\uDC80', '\uDCED', 'a'));
        units
            .Array[0, 300]
            .Sample(name =>
                TextOf(BytesOf(Strict.GetString(Strict.GetBytes(JsonText.MakeValid(new string(name), isUtf16: true)))))
                    .AsSpan()
                    .SequenceEqual(name)
            );
    }

    [Fact]
    public void AnyStringAtAllIsValid() => Gen.Char.Array[0, 3000].Sample(units => ReadStrictly(new string(units)) is not null);

    // Cases in code: attributes cannot hold lone surrogates.
    public static TheoryData<string, string, string> Names =>
        new()
        {
            { "\uDC80", "\U0010F780", "\U0010F7ED\U0010F7B2\U0010F780" },
            { "a\uDCFF", "a\U0010F7FF", "a\U0010F7ED\U0010F7B3\U0010F7BF" },
            { "\uD83D!", "\U0010F7ED\U0010F7A0\U0010F7BD!", "\U0010F7ED\U0010F7A0\U0010F7BD!" },
            { "\U0010F7FF", "\U0010F7F4\U0010F78F\U0010F79F\U0010F7BF", "\U0010F7F4\U0010F78F\U0010F79F\U0010F7BF" },
            { "漢🐧\U0010F77F\U0010F800", "漢🐧\U0010F77F\U0010F800", "漢🐧\U0010F77F\U0010F800" },
        };

    [Theory]
    [MemberData(nameof(Names))]
    public void AByteIsAPrivateUseCharacter(string name, string onUnix, string onWindows)
    {
        Assert.Equal(onUnix, JsonText.MakeValid(name, isUtf16: false));
        Assert.Equal(onWindows, JsonText.MakeValid(name, isUtf16: true));
    }

    [Fact]
    public void ATextThatIsValidIsNotCopied()
    {
        string text = new string('a', 10) + "🐧";
        Assert.Same(text, JsonText.MakeValid(text));
    }

    /// <summary>Writes a text as a key and a value and reads it as a reader does that takes nothing but I-JSON.</summary>
    private static string ReadStrictly(string text)
    {
        using MemoryStream output = new();
        using JsonReportWriter writer = new(output, indented: false);
        writer.StartObject();
        writer.Text("text", text);
        writer.StartObject("keys");
        writer.Text(text, null);
        writer.EndObject();
        writer.EndObject();
        writer.Finish();
        using JsonDocument document = JsonDocument.Parse(output.ToArray(), new JsonDocumentOptions { AllowDuplicateProperties = false });
        string read = document.RootElement.GetProperty("text").GetString()!;
        Assert.Equal(read, document.RootElement.GetProperty("keys").EnumerateObject().Single().Name);
        return read;
    }

    /// <summary>The inverse of the mapping: the operating system's bytes.</summary>
    private static byte[] BytesOf(string json)
    {
        List<byte> bytes = [];
        foreach (Rune rune in json.EnumerateRunes())
        {
            if (rune.Value is >= FirstByteCharacter and <= LastByteCharacter)
            {
                bytes.Add((byte)rune.Value);
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(rune.ToString()));
            }
        }

        return [.. bytes];
    }

    private static byte[] Wtf8Of(char unit) => [(byte)(0xE0 | (unit >> 12)), (byte)(0x80 | ((unit >> 6) & 63)), (byte)(0x80 | (unit & 63))];

    /// <summary>The UTF-16 units of WTF-8.</summary>
    private static string TextOf(ReadOnlySpan<byte> bytes)
    {
        StringBuilder text = new();
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out Rune rune, out int consumed) == OperationStatus.Done)
            {
                text.Append(rune.ToString());
            }
            else
            {
                text.Append((char)(((bytes[0] & 15) << 12) | ((bytes[1] & 63) << 6) | (bytes[2] & 63)));
                consumed = 3;
            }

            bytes = bytes[consumed..];
        }

        return text.ToString();
    }
}
