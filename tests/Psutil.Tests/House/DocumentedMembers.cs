using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Psutil.Tests.House;

/// <summary>The XML documentation of an assembly, as IntelliSense shows it.</summary>
internal sealed partial class DocumentedMembers(string path)
{
    private readonly Dictionary<string, XElement> _members = XDocument
        .Load(path)
        .Descendants("member")
        .ToDictionary(member => (string)member.Attribute("name")!);

    /// <summary>The text of a member, given as the documentation names it: <c>P:Psutil.KillTreeOptions.Timeout</c>.</summary>
    public string Summary(string name) => Text(_members.GetValueOrDefault(name)?.Element("summary"));

    /// <summary>The text of a parameter, its own or that of the member it inherits from.</summary>
    public string Parameter(MethodBase method, string parameter)
    {
        string name = $"M:{method.DeclaringType!.FullName}.{(method.IsConstructor ? "#ctor" : method.Name)}";
        return Text(
            _members
                .Where(member => member.Key.Split('(')[0].Split("``")[0] == name)
                .SelectMany(member => WithInherited(member.Value))
                .SelectMany(member => member.Elements("param"))
                .FirstOrDefault(element => (string?)element.Attribute("name") == parameter)
        );
    }

    /// <summary>The texts, each of a summary or of a parameter, that refer to a member.</summary>
    public IEnumerable<string> TextsThatName(string name) =>
        from reference in _members.Values.Descendants("see")
        where (string?)reference.Attribute("cref") == name
        select Text(reference.Parent);

    private IEnumerable<XElement> WithInherited(XElement member) =>
        member.Element("inheritdoc")?.Attribute("cref") is { } inherited && _members.TryGetValue(inherited.Value, out XElement? origin)
            ? [member, origin]
            : [member];

    /// <summary>The text in one line, with the last name of each reference.</summary>
    private static string Text(XElement? element) =>
        element is null
            ? ""
            : Blanks().Replace(string.Concat(element.Nodes().Select(node => node is XElement inner ? Inner(inner) : node.ToString())), " ");

    private static string Inner(XElement element) =>
        element.Attribute("cref") is { } reference ? reference.Value.Split('(')[0].Split('.')[^1] : element.Value;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
