using Psutil.Platforms.Windows;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Tests.Windows;

/// <summary>The command line and the environment that a program of Windows is started with.</summary>
public class StartTextTests
{
    // Expected: what .NET's documentation of ArgumentList and Microsoft's "Parsing C command-line arguments" give.
    [Theory]
    [InlineData("a", "a")]
    [InlineData("", "\"\"")]
    [InlineData("a b", "\"a b\"")]
    [InlineData(@"a\b", @"a\b")]
    [InlineData(@"a\", @"a\")]
    [InlineData(@"a b\", @"""a b\\""")]
    [InlineData("a\"b", "\"a\\\"b\"")]
    [InlineData("a\\\"b", "\"a\\\\\\\"b\"")]
    [InlineData("a\\\\\"", "\"a\\\\\\\\\\\"\"")]
    public void AnArgumentIsQuotedIfItHasTo(string argument, string written) =>
        Assert.Equal($"\"p\" {written}", CommandLineWriter.Write("p", [argument]));

    [Fact]
    public void AProgramIsQuotedOnce()
    {
        Assert.Equal("\"a b\"", CommandLineWriter.Write("a b", []));
        Assert.Equal("\"a b\"", CommandLineWriter.Write(" \"a b\" ", ""));
        Assert.Equal("\"p\" /c \"x y\"", CommandLineWriter.Write("p", "/c \"x y\""));
    }

    [Fact]
    public void WhatIsWrittenIsSplitIntoTheSame()
    {
        Random random = new(1);
        const string Alphabet = "\\\\\\\"\" \ta";
        for (int round = 0; round < 2000; round++)
        {
            string[] arguments =
            [
                .. Enumerable.Range(0, random.Next(4)).Select(_ => string.Concat(random.GetItems<char>(Alphabet, random.Next(8)))),
            ];
            Assert.Equal([@"C:\a b\", .. arguments], CommandLineSplitter.Split(CommandLineWriter.Write(@"C:\a b\", arguments)));
        }
    }

    [Fact]
    public void TheEnvironmentIsSortedWithoutRegardToCase()
    {
        Dictionary<string, string?> variables = new()
        {
            ["b"] = "2",
            ["C"] = "",
            ["A"] = "x=y",
            ["gone"] = null,
        };
        Assert.Equal("A=x=y\0b=2\0C=\0\0", ProgramStart.ToBlock(variables));
        Assert.Equal("\0\0", ProgramStart.ToBlock(new Dictionary<string, string?>()));
    }
}
