using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using Psutil.Tool.Json;

namespace Psutil.Tool.Tests.Json;

public class JsonReportWriterTests
{
    // Cases in code: attributes cannot hold lone surrogates.
    public static TheoryData<string, string> Texts =>
        new()
        {
            { "plain <b>&'+", "\"plain <b>&'+\"" },
            { "\"\\/\b\f\n\r\t\0", "\"\\\"\\\\/\\u0008\\u000c\\n\\r\\t\\u0000\"" },
            { "é漢🐧", "\"\\u00e9\\u6f22\\ud83d\\udc27\"" },
            { "\u007f\u009b\u202e\ufeff", "\"\\u007f\\u009b\\u202e\\ufeff\"" },
            { "\uDC80", "\"\\udc80\"" },
            { "a\uDCFFb\uD800", "\"a\\udcffb\\ud800\"" },
            { "", "\"\"" },
        };

    [Theory]
    [MemberData(nameof(Texts))]
    public void TextIsWrittenAsAsciiThatKeepsEveryUnit(string text, string json) => Assert.Equal(json, Write(text));

    [Theory]
    [MemberData(nameof(Texts))]
    public void NamesAreWrittenAsTextIs(string text, string json)
    {
        using MemoryStream output = new();
        using JsonReportWriter writer = new(output, indented: false);
        writer.StartObject();
        writer.Number(text, 1L);
        writer.EndObject();
        writer.Finish();
        Assert.Equal($"{{{json}:1}}\n", Encoding.ASCII.GetString(output.ToArray()));
    }

    [Fact]
    public void EveryByteOfAnOSTextComesBack() =>
        Gen.Byte.Array[0, 3000].Sample(bytes => OSText.GetBytes(Read(Write(OSText.GetString(bytes)))).AsSpan().SequenceEqual(bytes));

    [Fact]
    public void EveryUnitOfAnyStringComesBack() =>
        Gen.Char.Array[0, 3000].Sample(units => Read(Write(new string(units))) == new string(units));

    [Theory]
    [InlineData(double.NaN, "null")]
    [InlineData(double.PositiveInfinity, "null")]
    [InlineData(0.1, "0.1")]
    [InlineData(-0.5, "-0.5")]
    [InlineData(1763870000.25, "1763870000.25")]
    public void NumbersArePlainAndWhatJsonCannotSayIsNull(double value, string json)
    {
        using MemoryStream output = new();
        using JsonReportWriter writer = new(output, indented: false);
        writer.Number(value);
        writer.Finish();
        Assert.Equal(json + "\n", Encoding.ASCII.GetString(output.ToArray()));
    }

    [Fact]
    public void TheFrameworkReadsWhatHasNoLoneSurrogates() =>
        Assert.Equal("é\n🐧\u009b", JsonDocument.Parse(Write("é\n🐧\u009b")).RootElement.GetString());

    private static string Write(string text)
    {
        using MemoryStream output = new();
        using JsonReportWriter writer = new(output, indented: false);
        writer.Text(text);
        writer.Finish();
        return Encoding.ASCII.GetString(output.ToArray()).TrimEnd('\n');
    }

    // The framework's reader refuses lone surrogates, so the test reads for itself.
    private static string Read(string json) => Regex.Replace(json[1..^1], @"\\(u([0-9a-f]{4})|.)", match => match.Value[1] switch
            {
                'u' => ((char)int.Parse(match.Groups[2].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString(),
                'n' => "\n",
                'r' => "\r",
                't' => "\t",
                char unit => unit.ToString(),
            });
}
