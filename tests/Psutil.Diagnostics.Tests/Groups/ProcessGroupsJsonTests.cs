using System.Text;
using System.Text.Json;

namespace Psutil.Diagnostics.Tests;

public sealed class ProcessGroupsJsonTests
{
    [Fact]
    public void ReadsRulesInTheirOrder()
    {
        ProcessGroups groups = Parse(
            """
            {
              // Comments are allowed.
              "$schema": "process-groups.schema.json",
              "groups": [
                { "group": "web", "name": ["nginx", "php-fpm*"], "user": "www-data" },
                { "group": "{unit}", "unit": "*.service", "executable": ["/usr/*"], "container": "?*", },
                { "group": "other" }
              ]
            }
            """
        );
        Assert.Equal(["web", "{unit}", "other"], groups.Rules.Select(rule => rule.Group));
        Assert.Equal(["nginx", "php-fpm*"], groups.Rules[0].Names);
        Assert.Equal(["www-data"], groups.Rules[0].Users);
        Assert.Equal(["*.service"], groups.Rules[1].Units);
        Assert.Equal(["/usr/*"], groups.Rules[1].Executables);
        Assert.Equal(["?*"], groups.Rules[1].Containers);
        Assert.Empty(groups.Rules[2].Names);
    }

    [Theory]
    [InlineData("", 1, "The JSON is not valid: ")]
    [InlineData("[]", 1, "The document must be an object with the key \"groups\".")]
    [InlineData("{}", 1, "The key \"groups\" is missing.")]
    [InlineData("{\n\"groups\": 1}", 2, "\"groups\" must be a list of objects.")]
    [InlineData("{\"groups\": [\n\n7]}", 3, "\"groups\" must be a list of objects.")]
    [InlineData("{\"groups\": [],\n\"groups\": []}", 2, "The key \"groups\" occurs twice.")]
    [InlineData("{\"groups\": [],\n\"gruops\": []}", 2, "Unknown key \"gruops\": only \"groups\" is known.")]
    [InlineData("{\"groups\": [\n{\n\"name\": \"a\"\n}]}", 2, "The key \"group\", the name of the group, is missing.")]
    [InlineData("{\"groups\": [{\"group\":\n7}]}", 2, "\"group\" must be a text.")]
    [InlineData("{\"groups\": [{\"group\":\"\"}]}", 1, "The name of a group is empty.")]
    [InlineData("{\"groups\": [{\"group\":\"a\", \"group\":\"b\"}]}", 1, "The key \"group\" occurs twice.")]
    [InlineData("{\"groups\": [{\"group\":\"a\",\n\"nmae\": \"b\"}]}", 2, "Unknown key \"nmae\": ")]
    [InlineData("{\"groups\": [{\"group\":\"a\",\n\"name\": \"b\",\n\"name\": \"b\"}]}", 3, "The key \"name\" occurs twice.")]
    [InlineData("{\"groups\": [{\"group\":\"a\", \"name\": []}]}", 1, "\"name\" must be a text or a list of texts, and not empty.")]
    [InlineData(
        "{\"groups\": [{\"group\":\"a\", \"name\": [\n\"b\",\n\"\"]}]}",
        3,
        "\"name\" must be a text or a list of texts, and not empty."
    )]
    [InlineData("{\"groups\": [{\"group\":\"a\", \"name\": null}]}", 1, "\"name\" must be a text or a list of texts, and not empty.")]
    [InlineData("{\"groups\": [{\"group\":\"a {pid}\"}]}", 1, "The group \"a {pid}\" has an unknown placeholder \"{pid}\": {name}, ")]
    [InlineData("{\"groups\": [{\"group\":\"a {name\"}]}", 1, "The group \"a {name\" has an unknown placeholder \"{name\": {name}, ")]
    [InlineData("{\"groups\": []}\n}", 2, "The JSON is not valid: ")]
    [InlineData("{\"groups\": [\n", 2, "The JSON is not valid: ")]
    [InlineData("{\"groups\": [{\"group\":\"\\ud800\"}]}", 1, "A text is not valid UTF-8.")]
    public void SaysWhatIsWrongAndWhere(string json, long line, string reason)
    {
        ProcessGroupsException exception = Assert.Throws<ProcessGroupsException>(() =>
            ProcessGroups.Parse(Encoding.UTF8.GetBytes(json), "groups.json")
        );
        Assert.StartsWith(reason, exception.Reason, StringComparison.Ordinal);
        Assert.Equal(line, exception.LineNumber);
        Assert.StartsWith(
            string.Create(CultureInfo.InvariantCulture, $"groups.json:{line}: "),
            exception.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void ThereAreLimits()
    {
        string rules = string.Join(',', Enumerable.Repeat("{\"group\":\"a\"}", 1001));
        Assert.Contains(
            "1000",
            Assert.Throws<ProcessGroupsException>(() => Parse($"{{\"groups\":[{rules}]}}")).Reason,
            StringComparison.Ordinal
        );
        string names = string.Join(',', Enumerable.Repeat("\"a\"", 1001));
        Assert.Contains(
            "1000",
            Assert.Throws<ProcessGroupsException>(() => Parse($"{{\"groups\":[{{\"group\":\"a\",\"name\":[{names}]}}]}}")).Reason,
            StringComparison.Ordinal
        );
        Assert.Throws<ProcessGroupsException>(() => Parse($"{{\"groups\":[{{\"group\":\"{new string('a', 201)}\"}}]}}"));
    }

    /// <summary>Whatever stands in the file, it is either groups or one exception.</summary>
    [Fact]
    public void NoBytesDoAnythingElse()
    {
        byte[] valid = Encoding.UTF8.GetBytes("{\"groups\":[{\"group\":\"{user}\",\"name\":[\"a\",\"b*\"],\"unit\":\"c\"}]}");
        for (int index = 0; index < valid.Length; index++)
        {
            foreach (byte other in (ReadOnlySpan<byte>)[0, (byte)'"', (byte)'{', (byte)']', (byte)'\\', 0xFF])
            {
                byte[] changed = [.. valid];
                changed[index] = other;
                AssertParsesOrRefuses(changed);
                AssertParsesOrRefuses(changed[..index]);
            }
        }
    }

    [Fact]
    public void AFileThatIsTooLargeIsRefused()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "{\"groups\":[]}");
            Assert.Empty(ProcessGroups.Load(path).Rules);
            File.WriteAllText(path, "{\"groups\":[]}" + new string(' ', 1 << 20));
            Assert.Equal(path, Assert.Throws<ProcessGroupsException>(() => ProcessGroups.Load(path)).Path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void TheSchemaHasTheKeysThatAreRead()
    {
        using JsonDocument schema = JsonDocument.Parse(
            File.ReadAllBytes(Path.Join(DocumentTests.Root(), "src", "Psutil.Diagnostics", "process-groups.schema.json"))
        );
        JsonElement groups = schema.RootElement.GetProperty("properties").GetProperty("groups");
        string[] keys = [.. groups.GetProperty("items").GetProperty("properties").EnumerateObject().Select(key => key.Name)];
        Assert.Equal(["group", "name", "executable", "user", "unit", "container"], keys);
        string rule = string.Join(',', keys.Select(key => $"\"{key}\":\"x\""));
        Assert.Single(Parse($"{{\"groups\":[{{{rule}}}]}}").Rules);
    }

    private static ProcessGroups Parse(string json) => ProcessGroups.Parse(Encoding.UTF8.GetBytes(json));

    private static void AssertParsesOrRefuses(byte[] json)
    {
        try
        {
            Assert.NotNull(ProcessGroups.Parse(json));
        }
        catch (ProcessGroupsException exception)
        {
            Assert.Equal(1, exception.LineNumber);
        }
    }
}
