using System.Text;
using Psutil.Tool.Text;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Preferences;

namespace Psutil.Tool.Tests.Top;

public sealed class PreferencesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("psutil-top-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private PreferencesFile File => new(Path.Join(_folder, "psutil", "top.json"));

    [Fact]
    public void WhatWasSetIsKept()
    {
        TopState left = TopFixture
            .State(120, 40)
            .WithSample(TopFixture.Sample())
            .Press("MRtKIia<F2>oom<Enter>thr<Enter>colorb<Enter><Escape>");
        TopPreferences preferences = TopPreferences.Of(left);
        Assert.Null(File.Write(preferences));
        TopPreferences? read = File.Read(out string? problem);
        Assert.Equal((preferences, null), (read, problem));
        TopState next = read!.ApplyTo(TopFixture.State(120, 40));
        Assert.Equal(preferences, TopPreferences.Of(next));
        Assert.Equal(
            (true, true, true, true, ArgumentForm.Names, "colorblind"),
            (next.IsTree, next.ShowsKernelThreads, next.IsPercentOfMachine, next.ShowsIO, next.Arguments, next.Theme.Name)
        );
        Assert.Contains(next.Columns, column => column.Header == "OOM");
        Assert.DoesNotContain(next.Columns, column => column.Header == "THR");
        Assert.Equal((TopColumns.Rss, true), (next.WithTree(false).Sort, next.WithTree(false).IsReversed));
        Assert.Equal(["top.json"], Directory.GetFiles(Path.Join(_folder, "psutil")).Select(Path.GetFileName));
    }

    [Fact]
    public void WithoutAFileNothingIsSaid()
    {
        Assert.Null(File.Read(out string? problem));
        Assert.Null(problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"version\":2}")]
    [InlineData("{\"version\":\"1\"}")]
    [InlineData("{\"version\":1,\"tree\":\"yes\"}")]
    [InlineData("{\"version\":1,\"sort\":7}")]
    public void ABrokenFileIsNamedAndIgnored(string content)
    {
        Directory.CreateDirectory(Path.Join(_folder, "psutil"));
        System.IO.File.WriteAllText(File.Path, content);
        Assert.Null(File.Read(out string? problem));
        Assert.StartsWith($"{File.Path} was ignored: it", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsNotKnownIsLeftOut()
    {
        TopPreferences read = PreferencesJson.Parse(
            Encoding.UTF8.GetBytes(
                "{\"version\":1,\"new\":{},\"sort\":\"NONE\",\"theme\":\"none\",\"arguments\":\"none\",\"extra_columns\":\"NONE OOM\"}"
            )
        );
        TopState state = read.ApplyTo(TopFixture.State());
        Assert.Equal((TopColumns.Cpu, "dark", ArgumentForm.Masked), (state.Sort, state.Theme.Name, state.Arguments));
        Assert.Contains(state.Columns, column => column.Header == "OOM");
    }

    [Fact]
    public void APlaceThatCannotBeWrittenIsSaid()
    {
        string file = Path.Join(_folder, "file");
        System.IO.File.WriteAllText(file, "");
        Assert.StartsWith(
            "the settings were not kept: ",
            new PreferencesFile(Path.Join(file, "psutil", "top.json")).Write(new TopPreferences()),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void TheFileIsWhereTheUsersSettingsAre()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the variables are those of Unix");
        Assert.Equal("/c/psutil/top.json", Find(("XDG_CONFIG_HOME", "/c"), ("HOME", "/h")));
        Assert.Equal("/h/.config/psutil/top.json", Find(("XDG_CONFIG_HOME", ""), ("HOME", "/h")));
        Assert.Equal("/h/.config/psutil/top.json", Find(("XDG_CONFIG_HOME", "relative"), ("HOME", "/h")));
        Assert.Null(Find(("HOME", "")));
        Assert.Null(Find());
    }

    private static string? Find(params (string Name, string Value)[] environment) =>
        PreferencesFile.Find(name => environment.FirstOrDefault(entry => entry.Name == name).Value)?.Path;
}
