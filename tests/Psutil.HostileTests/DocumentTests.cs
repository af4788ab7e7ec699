using System.Text.RegularExpressions;

namespace Psutil.HostileTests;

/// <summary>The page of promises names tests, options and workers that there are.</summary>
public partial class DocumentTests
{
    private static readonly string Root = FindRoot();
    private static readonly string Page = File.ReadAllText(Path.Join(Root, "docs", "hostile-world.md"));

    [Fact]
    public void EveryTestThatThePageNamesExists()
    {
        HashSet<string> classes =
        [
            .. Directory
                .EnumerateFiles(Path.Join(Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
                .Select(path => Path.GetFileNameWithoutExtension(path)),
        ];
        string[] named = [.. TestName().Matches(Page).Select(match => match.Groups["name"].Value).Distinct()];
        Assert.NotEmpty(named);
        Assert.Empty(named.Except(classes));
    }

    [Fact]
    public void EveryOptionThatThePageNamesExists()
    {
        string[] named = [.. OptionName().Matches(Page).Select(match => match.Groups["name"].Value).Distinct()];
        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.NotNull(typeof(MachineOptions).GetProperty(name)));
    }

    private static string FindRoot()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Join(folder, "Psutil.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }

    [GeneratedRegex("`(?<name>[A-Za-z]+Tests)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"MachineOptions\.(?<name>\w+)")]
    private static partial Regex OptionName();
}
