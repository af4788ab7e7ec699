using System.Reflection;
using System.Text.RegularExpressions;

namespace Psutil.ContractTests;

/// <summary>docs/psutil-map.md names what the library has, and takes 'not yet' back when it has it.</summary>
public partial class PsutilMapTests
{
    private const string NotYet = "not yet";

    private static readonly string[] BaseClassLibraryNames = ["ProcessPriorityClass", "TcpState", "OperatingSystem", "CONN_NONE"];

    private static readonly IReadOnlyList<Row> Rows =
    [
        .. from line in Repository.Read("docs/psutil-map.md").Split('\n')
        let cells = line.Trim().Trim('|').Split('|')
        where
            line.StartsWith("| ", StringComparison.Ordinal) && cells.Length >= 2 && !line.StartsWith("| psutil |", StringComparison.Ordinal)
        let here = cells.Length == 2 ? cells[0] : cells[1]
        select new Row(
            [.. Name().Matches(here).Select(match => match.Groups[1].Value).Where(name => !BaseClassLibraryNames.Contains(name))],
            cells[^1].Trim() == NotYet
        ),
    ];

    [Fact]
    public void WhatItNamesIsThere() =>
        Assert.DoesNotContain(Rows.Where(row => !row.IsMissing).SelectMany(row => row.Names), name => !IsPublic(name));

    [Fact]
    public void WhatItCallsMissingIsMissing() =>
        Assert.DoesNotContain(Rows.Where(row => row.IsMissing).SelectMany(row => row.Names), IsPublic);

    [Fact]
    public void EveryMemberOfAFacetIsInIt()
    {
        HashSet<string> named = [.. Rows.SelectMany(row => row.Names)];
        Type[] facets =
        [
            typeof(Cpu),
            typeof(Memory),
            typeof(Disks),
            typeof(Network),
            typeof(Sensors),
            typeof(Gpus),
            typeof(ServiceManager),
            typeof(Cgroups),
            typeof(Energy),
            typeof(OSProcess),
        ];
        Assert.Empty(
            from facet in facets
            from method in facet.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            where !method.IsSpecialName && method.GetBaseDefinition().DeclaringType == facet
            let name = $"{facet.Name}.{method.Name}"
            where !named.Contains(name)
            select name
        );
    }

    private static bool IsPublic(string name)
    {
        string[] parts = name.Split('.');
        Type? type = typeof(Machine).Assembly.GetExportedTypes().SingleOrDefault(type => type.Name == parts[0]);
        return type is not null && (parts.Length == 1 || type.GetMember(parts[1]).Length > 0);
    }

    [GeneratedRegex("`([A-Za-z.0-9_]+)`")]
    private static partial Regex Name();

    private sealed record Row(IReadOnlyList<string> Names, bool IsMissing);
}
