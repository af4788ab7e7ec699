using System.Text;
using CsCheck;
using Psutil.Platforms.Unix.Parsing;

namespace Psutil.Tests.Unix;

public class EnvironmentParserTests
{
    [Fact]
    public void TheEnvironmentEndsAtAnEmptyVariable()
    {
        IReadOnlyDictionary<string, string> variables = EnvironmentParser.Parse(
            Encoding.UTF8.GetBytes("A=1\0B=x=y\0EMPTY=\0noequals\0=odd\0\0LEFTOVER=1\0")
        );
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["A"] = "1",
                ["B"] = "x=y",
                ["EMPTY"] = "",
            },
            variables
        );
    }

    [Fact]
    public void TheLastVariableNeedsNoNul() => Assert.Equal("2", EnvironmentParser.Parse("A=1\0B=2"u8)["B"]);

    [Fact]
    public void VariablesThatProcessesShareAreKeptOnce()
    {
        SharedTexts shared = new();
        IReadOnlyDictionary<string, string> first = EnvironmentParser.Parse("PATH=/bin:/usr/bin\0N=1\0"u8, shared, out _);
        IReadOnlyDictionary<string, string> second = EnvironmentParser.Parse("PATH=/bin:/usr/bin\0N=2\0"u8, shared, out _);
        Assert.Same(first["PATH"], second["PATH"]);
        Assert.Same(first.Keys.First(), second.Keys.First());
        Assert.Equal("2", second["N"]);
    }

    [Fact]
    public void NoBytesMakeItThrow() =>
        Gen
            .Byte.Array[0, 300]
            .Sample(bytes =>
            {
                _ = EnvironmentParser.Parse(bytes);
            });
}
