using System.Text.RegularExpressions;
using Psutil.ContractTests;

namespace Psutil.SimulatedTests.Systems;

/// <summary>
/// The tables of behaviours (<c>Behaviours.md</c>, beside each simulated kernel) and the code that follows them: each rule is named where
/// it is followed, each name is a rule, and what no source shows is in <c>docs/platforms.md</c> too.
/// </summary>
public sealed partial class BehaviourTableTests
{
    private const string Unknown = "unknown";

    public static TheoryData<string> Folders() => ["Kernel", "FreeBsd", "MacOS", "NetBsd", "OpenBsd"];

    [Theory]
    [MemberData(nameof(Folders))]
    public void EachRuleIsNamedByTheCodeThatFollowsIt(string folder)
    {
        string[] rules = [.. ReadRules(folder).Select(rule => rule.Name)];
        Assert.NotEmpty(rules);
        Assert.Equal(rules.Order(StringComparer.Ordinal).Distinct(), NamesInCode(folder).Order(StringComparer.Ordinal).Distinct());
        Assert.Equal(rules.Length, rules.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void EachRuleHasASource(string folder) => Assert.All(ReadRules(folder), rule => Assert.True(rule.Source.Length > 10, rule.Name));

    [Fact]
    public void WhatIsUnknownIsInTheDocumentation()
    {
        string documentation = Repository.Read("docs/platforms.md");
        (string Name, string Source)[] unknown =
        [
            .. Folders()
                .SelectMany(row => ReadRules(row.Data))
                .Where(rule => rule.Source.StartsWith($"**{Unknown}**", StringComparison.Ordinal)),
        ];
        Assert.All(unknown, rule => Assert.Contains($"`{rule.Name}`", documentation, StringComparison.Ordinal));
    }

    private static (string Name, string Source)[] ReadRules(string folder) =>
        [
            .. from line in File.ReadLines(Path.Join(Repository.Root, "tests", "Psutil.SimulatedTests", folder, "Behaviours.md"))
            let row = Row().Match(line)
            where row.Success
            select (row.Groups["name"].Value, row.Groups["source"].Value.Trim()),
        ];

    private static IEnumerable<string> NamesInCode(string folder) =>
        from file in Directory.EnumerateFiles(Path.Join(Repository.Root, "tests", "Psutil.SimulatedTests", folder), "*.cs")
        from Match name in NameInCode().Matches(File.ReadAllText(file))
        select name.Groups["name"].Value;

    [GeneratedRegex(@"^\| `(?<name>[a-z0-9-]+)` \|[^|]+\|(?<source>[^|]+)\|$")]
    private static partial Regex Row();

    [GeneratedRegex("Behaviours\\.md: (?<name>[a-z0-9-]+)")]
    private static partial Regex NameInCode();
}
