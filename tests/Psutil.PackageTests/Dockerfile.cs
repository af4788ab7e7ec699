using System.Text.Json;
using System.Text.RegularExpressions;
using Psutil.ContractTests;

namespace Psutil.PackageTests;

/// <summary>The instructions of the image.</summary>
internal sealed partial class Dockerfile
{
    public const string Path = "deploy/container/Dockerfile";

    /// <summary>Each instruction, with what follows its name, in order.</summary>
    public IReadOnlyList<(string Name, string Arguments)> Instructions { get; private init; } = [];

    /// <summary>The names of the files, in the folder that the image is built from, that it copies.</summary>
    public IEnumerable<string> CopiedFiles => Of("COPY").SelectMany(arguments => arguments.Split(' ')[..^1]);

    public string[] EntryPoint => JsonSerializer.Deserialize<string[]>(Of("ENTRYPOINT").Single())!;

    /// <summary>What the program is started with if nothing is given.</summary>
    public string[] Arguments => JsonSerializer.Deserialize<string[]>(Of("CMD").Single())!;

    public static Dockerfile Read()
    {
        string text = Comment().Replace(Repository.Read(Path).Replace("\r\n", "\n", StringComparison.Ordinal), "");
        return new Dockerfile
        {
            Instructions =
            [
                .. Regex
                    .Replace(text, @"\s*\\\n\s*", " ")
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .Select(line => line.Split(' ', 2))
                    .Select(parts => (parts[0], parts.ElementAtOrDefault(1) ?? "")),
            ],
        };
    }

    public IEnumerable<string> Of(string instruction) =>
        Instructions.Where(entry => entry.Name == instruction).Select(entry => entry.Arguments);

    [GeneratedRegex("^#.*\n", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
