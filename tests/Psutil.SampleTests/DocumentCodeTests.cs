using System.Text.RegularExpressions;
using Psutil.ContractTests;

namespace Psutil.SampleTests;

/// <summary>The code in the documents is that of programs that are compiled: the samples, <see cref="DocumentPrograms"/>, <see cref="GuidePrograms"/> and <see cref="MigrationPrograms"/>.</summary>
public partial class DocumentCodeTests
{
    private static readonly IReadOnlyList<string> Sources =
    [
        .. Directory
            .EnumerateFiles(Path.Join(Repository.Root, "samples"), "*.cs", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Join(Repository.Root, "tests", "Psutil.SampleTests"), "*.cs"))
            .SelectMany(_ => (int[])[0, 4, 8], (file, indentation) => Outdent(File.ReadAllText(file), indentation)),
    ];

    [Fact]
    public async Task WhatTheyShowAboutMigratingRuns()
    {
        MigrationPrograms.FromPsutil();
        await MigrationPrograms.CpuOfAnother(Environment.ProcessId);
        MigrationPrograms.FromHardwareInfo();
        Assert.SkipUnless(File.Exists("/bin/sleep"), "The last program starts sleep, which is not here.");
        MigrationPrograms.StartedElsewhere();
    }

    [Fact]
    public void WhatTheGuidesShowRuns() =>
        Assert.All(
            (Action[])
                [
                    GuidePrograms.OneProcess,
                    GuidePrograms.AllProcesses,
                    GuidePrograms.RatesOfTheMachine,
                    GuidePrograms.ShortOfSomething,
                    GuidePrograms.Monitoring,
                    GuidePrograms.LimitsOfTheContainer,
                    GuidePrograms.HostOfTheContainer,
                    GuidePrograms.Containers,
                    GuidePrograms.WhatIsHidden,
                ],
            program => program()
        );

    [Theory]
    [InlineData("docs/recipes.md")]
    [InlineData("docs/control.md")]
    [InlineData("docs/migrating/from-hardware-info.md")]
    [InlineData("docs/migrating/from-psutil.md")]
    [InlineData("docs/migrating/from-system-diagnostics.md")]
    [InlineData("docs/processes.md")]
    [InlineData("docs/machine.md")]
    [InlineData("docs/monitor.md")]
    [InlineData("docs/containers.md")]
    [InlineData("docs/permissions.md")]
    [InlineData("docs/faking.md")]
    [InlineData("docs/gpus.md")]
    [InlineData("docs/hardware.md")]
    [InlineData("docs/traffic.md")]
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
