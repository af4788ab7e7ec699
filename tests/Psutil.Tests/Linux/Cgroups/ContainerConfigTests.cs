using System.Text;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class ContainerConfigTests
{
    private static readonly string[] Keys = ["first", "second"];

    [Theory]
    [InlineData("""{"StreamConfig":{"Name":"no"},"State":{"Pid":7},"ID":"ab","Name":"/web","Config":{"Hostname":"x"}}""", "web")]
    [InlineData("""{"Name":"web"}""", "web")]
    [InlineData("""{"Name":"\u002fw\u0065b"}""", "web")]
    [InlineData("""{"Name":"/"}""", null)]
    [InlineData("""{"Name":{"Name":"no"}}""", null)]
    [InlineData("""{"Other":{"Name":"no"}}""", null)]
    [InlineData("""[{"Name":"no"}]""", null)]
    [InlineData("""{"Name":"/web""", null)]
    [InlineData("", null)]
    [InlineData("\0\0", null)]
    public void DockersFileHasTheNameAtItsTop(string text, string? name) =>
        Assert.Equal(name, ContainerConfig.FindDockerName(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("""{"process":{"annotations":{"first":"no"}},"annotations":{"second":"b","first":"a","other":"c"}}""", "a")]
    [InlineData("""{"annotations":{"second":"b"}}""", "b")]
    [InlineData("""{"annotations":{"first":"","second":"b"}}""", "b")]
    [InlineData("""{"annotations":{"first":{"x":1},"second":["y"]}}""", null)]
    [InlineData("""{"annotations":["first"]}""", null)]
    [InlineData("""{"annotations":{"second":"b","first":""", "b")]
    [InlineData("""{}""", null)]
    [InlineData("", null)]
    public void TheBestAnnotationCounts(string text, string? name) =>
        Assert.Equal(name, ContainerConfig.FindAnnotation(Encoding.UTF8.GetBytes(text), Keys));

    [Fact]
    public void AListHasTheFirstNameOfEach()
    {
        Dictionary<string, string> names = [];
        ContainerConfig.AddStoredNames(
            """
            [
              {"id":"a","names":["web","old"],"image":"x","metadata":"{\"names\":[\"no\"]}","flags":{"names":["no"]}},
              {"id":"b","names":[]},
              {"id":"c"},
              {"names":["nobody"]},
              {"id":"d","names":[{"x":1},"db"]}
            ]
            """u8,
            names
        );
        Assert.Equal([("a", "web"), ("d", "db")], names.Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public void OfAListThatIsCutTheFirstHaveTheirNames()
    {
        Dictionary<string, string> names = [];
        ContainerConfig.AddStoredNames("""[{"id":"a","names":["web"]},{"id":"b","na"""u8, names);
        Assert.Equal(["a"], names.Keys);
        ContainerConfig.AddStoredNames("\xff\0"u8, names);
        ContainerConfig.AddStoredNames(default, names);
        Assert.Single(names);
    }

    [Fact]
    public void AnEndlessNameIsNone()
    {
        byte[] text = Encoding.UTF8.GetBytes($$"""{"Name":"{{new string('x', 300)}}"}""");
        Assert.Null(ContainerConfig.FindDockerName(text));
    }

    [Fact]
    public void WhatIsNoTextIsNone()
    {
        Assert.Null(ContainerConfig.FindDockerName([.. "{\"Name\":\""u8, 0xff, 0xfe, .. "\"}"u8]));
        Assert.Null(ContainerConfig.FindDockerName("""{"Name":"\ud800"}"""u8));
    }
}
