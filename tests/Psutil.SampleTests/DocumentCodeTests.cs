using System.Text.RegularExpressions;
using Psutil.ContractTests;

namespace Psutil.SampleTests;

/// <summary>The code in the documents is that of programs that are compiled: the samples and <see cref="DocumentPrograms"/>.</summary>
public partial class DocumentCodeTests
{
    private static readonly IReadOnlyList<string> Sources =
    [
        .. Directory
            .EnumerateFiles(Path.Join(Repository.Root, "samples"), "*.cs", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Join(Repository.Root, "tests", "Psutil.SampleTests"), "*.cs"))
            .SelectMany(_ => (int[])[0, 4, 8], (file, indentation) => Outdent(File.ReadAllText(file), indentation)),
    ];

    [Theory]
    [InlineData("docs/recipes.md")]
    [InlineData("docs/control.md")]
    [InlineData("docs/gpus.md")]
    [InlineData("src/Psutil.Testing/README.md")]
    public void ItIsCompiled(string document)
    {
        string[] blocks = [.. Block().Matches(Repository.Read(document)).Select(block => block.Groups["text"].Value)];
        Assert.NotEmpty(blocks);
        Assert.All(blocks, block => Assert.Contains(Sources, source => source.Contains($"\n{block}", StringComparison.Ordinal)));
    }

    private static string Outdent(string text, int indentation) =>
        "\n" + Regex.Replace(text.Replace("\r", "", StringComparison.Ordinal), $"(?m)^ {{{indentation}}}", "");

    // The directives at the beginning are not part of a method.
    [GeneratedRegex(@"^```csharp\n(using [\w.]+;\n)*\n?(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
