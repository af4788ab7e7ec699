using System.Text;
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
            { "\uDC80", "\"\\udbfd\\udf80\"" },
            { "a\uDCFFb", "\"a\\udbfd\\udfffb\"" },
            { "\uD800", "\"\\udbfd\\udfed\\udbfd\\udfa0\\udbfd\\udf80\"" },
            { "\U0010F77F\U0010F800", "\"\\udbfd\\udf7f\\udbfe\\udc00\"" },
            { "\U0010F780", "\"\\udbfd\\udff4\\udbfd\\udf8f\\udbfd\\udf9e\\udbfd\\udf80\"" },
            { "", "\"\"" },
        };

    [Theory]
    [MemberData(nameof(Texts))]
    public void TextIsWrittenAsAsciiWithoutLoneSurrogates(string text, string json) => Assert.Equal(json, Write(text));

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
    public void AKeyThatComesTwiceIsLeftOutWithItsValue()
    {
        using MemoryStream output = new();
        using JsonReportWriter writer = new(output, indented: false);
        writer.StartObject();
        writer.Number("a", 1L);
        writer.Number("a", 2L);
        writer.StartObject("b");
        writer.Text("a", "inner");
        writer.Text("\uDC80", "byte");
        writer.Flag("\uDC80", true);
        writer.EndObject();
        writer.StartObject("b");
        writer.Text("c", "lost");
        writer.StartArray("d");
        writer.StartObject();
        writer.Number("c", 1.5);
        writer.EndObject();
        writer.EndArray();
        writer.Number("e", double.NaN);
        writer.EndObject();
        writer.TextOrNone("c", null);
        writer.TextOrNone("c", null);
        writer.StartArray("b");
        writer.EndArray();
        writer.StartArray("list");
        for (int item = 0; item < 2; item++)
        {
            writer.StartObject();
            writer.Number("a", item);
            writer.EndObject();
        }

        writer.EndArray();
        writer.EndObject();
        writer.Finish();
        Assert.Equal(
            """{"a":1,"b":{"a":"inner","\udbfd\udf80":"byte"},"c":null,"list":[{"a":0},{"a":1}]}""" + "\n",
            Encoding.ASCII.GetString(output.ToArray())
        );
    }

    private static string Write(string text)
    {
        using MemoryStream output = new();
        using JsonReportWriter writer = new(output, indented: false);
        writer.Text(text);
        writer.Finish();
        return Encoding.ASCII.GetString(output.ToArray()).TrimEnd('\n');
    }
}
