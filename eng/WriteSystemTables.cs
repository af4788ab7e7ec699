// dotnet run eng/WriteSystemTables.cs -- ASSEMBLY FILE: a page of which system has which public member, from the attributes that the analyzers of callers read.
#:property PublishAot=false
#:property EnforceCodeStyleInBuild=false
using System.Reflection;
using System.Runtime.Versioning;
using System.Text;

string[] systems = ["Linux", "Windows", "macOS", "FreeBSD", "OpenBSD", "NetBSD"];
Assembly assembly = Assembly.LoadFrom(Path.GetFullPath(args[0]));
StringBuilder page = new();
page.AppendLine("# Which system has what");
page.AppendLine();
page.AppendLine(
    "Members that not every system has, from the attributes that the compiler warns by (CA1416). All others exist on every system; a value that a system does not count is null, and the"
);
page.AppendLine("documentation of the value says so.");
int members = 0;
foreach (Type type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
{
    List<(string Name, HashSet<string> Missing)> rows = [];
    HashSet<string> ofType = MissingOn(type);
    foreach (
        IGrouping<string, MemberInfo> overloads in type.GetMembers(
                BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly
            )
            .Where(member => member is FieldInfo or PropertyInfo or MethodInfo { IsSpecialName: false })
            .GroupBy(member => member.Name)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
    )
    {
        // A member is missing where all of its overloads are.
        HashSet<string> missing = overloads.Select(MissingOn).Aggregate((left, right) => [.. left.Intersect(right)]);
        missing.UnionWith(ofType);
        if (missing.Count > 0)
        {
            rows.Add((overloads.Key, missing));
        }
    }

    if (rows.Count > 0)
    {
        members += rows.Count;
        page.AppendLine().AppendLine($"## {type.Name}").AppendLine();
        page.AppendLine($"| | {string.Join(" | ", systems)} |");
        page.AppendLine($"|---|{string.Concat(systems.Select(_ => ":-:|"))}");
        foreach ((string name, HashSet<string> missing) in rows)
        {
            page.AppendLine(
                $"| [`{name}`](../api/{type.FullName}.yml) | {string.Join(" | ", systems.Select(system => missing.Contains(system.ToUpperInvariant()) ? "" : "yes"))} |"
            );
        }
    }
}

if (members == 0)
{
    Console.Error.WriteLine($"{args[0]} has no member with such an attribute.");
    return 1;
}

File.WriteAllText(args[1], page.ToString());
return 0;

HashSet<string> MissingOn(MemberInfo member)
{
    HashSet<string> missing =
    [
        .. member.GetCustomAttributes<UnsupportedOSPlatformAttribute>().Select(attribute => attribute.PlatformName.ToUpperInvariant()),
    ];
    string[] supported =
    [
        .. member.GetCustomAttributes<SupportedOSPlatformAttribute>().Select(attribute => Family(attribute.PlatformName)),
    ];
    if (supported.Length > 0)
    {
        missing.UnionWith(systems.Select(system => system.ToUpperInvariant()).Except(supported));
    }

    return missing;
}

// "windows10.0" is Windows from a version on.
static string Family(string platform) => new([.. platform.TakeWhile(char.IsAsciiLetter).Select(char.ToUpperInvariant)]);
