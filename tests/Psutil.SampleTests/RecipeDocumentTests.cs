using System.Diagnostics;
using System.Text.RegularExpressions;
using Psutil.ContractTests;

namespace Psutil.SampleTests;

/// <summary>docs/recipes.md shows every recipe, with no more code than psutil needs.</summary>
public partial class RecipeDocumentTests
{
    private const string Python = "/usr/bin/python3";

    private static readonly string Document = Repository.Read("docs/recipes.md");

    public static TheoryData<string> Pairs => [.. Sections().Keys];

    [Fact]
    public void EveryRecipeIsShown() =>
        Assert.Equal(typeof(Recipes.PsutilRecipes).GetMethods().Count(method => method.DeclaringType != typeof(object)), Pairs.Count);

    [Theory]
    [MemberData(nameof(Pairs))]
    public void OurCodeIsNoLongerThanThePython(string title)
    {
        (string python, string ours) = Sections()[title];
        Assert.InRange(CountLines(ours), 1, CountLines(python));
    }

    [Fact]
    public void ThePythonIsPython()
    {
        Assert.SkipUnless(File.Exists(Python), "Python is not installed.");
        foreach ((string title, (string python, _)) in Sections())
        {
            string program = $"def recipe():\n    {python.TrimEnd().Replace("\n", "\n    ", StringComparison.Ordinal)}\n";
            using Process process = Process.Start(new ProcessStartInfo(Python, ["-c", program]))!;
            Assert.True(process.WaitForExit(SampleProgram.Patience));
            Assert.True(process.ExitCode == 0, title);
        }
    }

    private static int CountLines(string code) => code.Split('\n').Count(line => line.Trim().Length > 0);

    /// <summary>The pairs by their titles.</summary>
    private static Dictionary<string, (string Python, string Ours)> Sections() =>
        Document
            .Split("\n### ")
            .Skip(1)
            .ToDictionary(
                section => section.Split('\n')[0],
                section =>
                {
                    Match[] blocks = [.. Block().Matches(section).Cast<Match>()];
                    Assert.Equal(["python", "csharp"], blocks.Select(block => block.Groups["language"].Value));
                    return (blocks[0].Groups["text"].Value, blocks[1].Groups["text"].Value);
                }
            );

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
