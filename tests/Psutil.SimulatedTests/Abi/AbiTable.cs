using System.Collections.Concurrent;
using System.Text.Json;

namespace Psutil.SimulatedTests.Abi;

/// <summary>
/// Sizes, offsets, constants and symbols of one system, version and architecture, as its real headers have them. The files in
/// <c>Abi/Tables</c> were made by compilers from those headers, not from this library.
/// </summary>
public sealed class AbiTable
{
    /// <summary>The version that a table's base describes.</summary>
    public const string BaseVersion = "base";

    private static readonly ConcurrentDictionary<string, JsonDocument> Documents = new();

    private readonly ConcurrentDictionary<string, NativeStructure?> _structures = new();
    private readonly JsonElement _base;
    private readonly JsonElement? _changes;
    private readonly JsonElement _sysctls;
    private readonly Lazy<(int[] Path, int Width)[]> _numberedSysctls;

    private AbiTable(string system, string version, string architecture)
    {
        JsonElement root = Document(system).RootElement;
        System = system;
        Version = version;
        Architecture = architecture;
        _base = root.GetProperty("architectures").GetProperty(architecture);
        _sysctls = root.GetProperty("sysctls");
        _numberedSysctls = new(FindNumberedSysctls);
        _changes = version == BaseVersion ? null : root.GetProperty("versions").GetProperty(version);
    }

    public string System { get; }

    public string Version { get; }

    public string Architecture { get; }

    public static AbiTable Load(string system, string version, string architecture) => new(system, version, architecture);

    /// <summary>Every version and architecture that is known of a system.</summary>
    public static IEnumerable<AbiTable> All(string system)
    {
        JsonElement root = Document(system).RootElement;
        string[] versions = [BaseVersion, .. root.GetProperty("versions").EnumerateObject().Select(version => version.Name)];
        return from version in versions
            from architecture in root.GetProperty("architectures").EnumerateObject()
            select new AbiTable(system, version, architecture.Name);
    }

    /// <summary>A structure, all zero; null if this version has no such structure.</summary>
    public NativeStructure? FindStructure(string name) => _structures.GetOrAdd(name, ParseStructure)?.Clone();

    public NativeStructure Structure(string name) =>
        FindStructure(name) ?? throw new InvalidOperationException($"{this} has no struct {name}.");

    /// <summary>Whether this version has no constant that others have.</summary>
    public bool LacksConstant(string name) => IsAbsent("absentConstants", name);

    /// <summary>A constant; null if the table does not know it.</summary>
    public Int128? FindConstant(string name)
    {
        if (_changes is { } changes && changes.GetProperty("constants").TryGetProperty(name, out JsonElement changed))
        {
            return Int128.Parse(changed.GetRawText(), CultureInfo.InvariantCulture);
        }

        return _base.GetProperty("constants").TryGetProperty(name, out JsonElement value)
            ? Int128.Parse(value.GetRawText(), CultureInfo.InvariantCulture)
            : null;
    }

    public int Constant(string name) => (int)(FindConstant(name) ?? throw new InvalidOperationException($"{this} has no constant {name}."));

    /// <summary>The symbols that its libraries export for the functions that the library calls.</summary>
    public IReadOnlySet<string> Symbols()
    {
        HashSet<string> symbols =
        [
            .. _base.GetProperty("functions").EnumerateObject().Select(function => Symbol(function.Name, function.Value)),
        ];
        return symbols;
    }

    /// <summary>
    /// How many bytes the value of a sysctl node has; 0 if it has no fixed number, null if the table does not know the node.
    /// </summary>
    public int? FindSysctlWidth(string name)
    {
        string pattern = string.Join('.', name.Split('.').Select(part => part.All(char.IsAsciiDigit) ? "<n>" : part));
        return _sysctls.TryGetProperty(pattern, out JsonElement node) ? WidthOf(node) : null;
    }

    /// <summary>The same of a node that is asked for by numbers, with others behind them or not.</summary>
    public int? FindSysctlWidth(ReadOnlySpan<int> numbers)
    {
        foreach ((int[] path, int width) in _numberedSysctls.Value)
        {
            if (numbers.StartsWith(path))
            {
                return width;
            }
        }

        return null;
    }

    public override string ToString() => $"{System} {Version} {Architecture}";

    // Nodes that nobody asks for have numbers that the table does not know.
    private (int[] Path, int Width)[] FindNumberedSysctls() =>
        [
            .. from node in _sysctls.EnumerateObject()
            where node.Value.TryGetProperty("mib", out _)
            let path = node.Value.GetProperty("mib").EnumerateArray().Select(name => FindConstant(name.GetString()!)).ToArray()
            where !path.Contains(null)
            select (path.Select(number => (int)number!.Value).ToArray(), WidthOf(node.Value)),
        ];

    private int WidthOf(JsonElement node) =>
        node.GetProperty("type").GetString()!.Split(' ') switch
        {
            ["int32" or "uint32"] => sizeof(int),
            ["int64" or "uint64"] => sizeof(long),
            ["struct", var name] => Structure(name).Size,
            _ => 0,
        };

    private static JsonDocument Document(string system) =>
        Documents.GetOrAdd(system, static name =>
            JsonDocument.Parse(File.ReadAllBytes(Path.Join(AppContext.BaseDirectory, "Abi", "Tables", $"{name}.json")))
        );

    private NativeStructure? ParseStructure(string name)
    {
        if (IsAbsent("absentStructures", name))
        {
            return null;
        }

        if (_changes is { } changes && changes.GetProperty("structures").TryGetProperty(name, out JsonElement changed))
        {
            return NativeStructure.Parse(name, changed);
        }

        return _base.GetProperty("structures").TryGetProperty(name, out JsonElement layout) ? NativeStructure.Parse(name, layout) : null;
    }

    private string Symbol(string function, JsonElement symbol) =>
        _changes is { } changes && changes.GetProperty("functions").TryGetProperty(function, out JsonElement changed)
            ? changed.GetString()!
            : symbol.GetString()!;

    private bool IsAbsent(string list, string name) =>
        _changes is { } changes && changes.GetProperty(list).EnumerateArray().Any(absent => absent.GetString() == name);
}
