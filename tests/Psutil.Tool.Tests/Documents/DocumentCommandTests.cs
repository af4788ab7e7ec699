using System.Text.RegularExpressions;
using Psutil.Tool.Commands;
using Psutil.Tool.Tests.Fakes;
using Psutil.Tool.Tests.Live;

namespace Psutil.Tool.Tests.Documents;

/// <summary>The command lines that the documents show are run, and the options that they name exist.</summary>
public partial class DocumentCommandTests
{
    /// <summary>A directory that neither is there nor can be made.</summary>
    private const string NoDirectory = "/dev/null/nothing";

    /// <summary>Programs whose lines are not the command's own.</summary>
    private static readonly string[] OtherPrograms = ["dotnet", "bash", "eng", "install", "systemctl", "docker", "podman"];

    /// <summary>What the text shows between backticks that looks like a command line of psutil, or an option of it, and is none.</summary>
    private static readonly Dictionary<string, string> NotOurs = new()
    {
        ["psutil serves on http://127.0.0.1:9595"] = "what the server prints",
        ["psutil disks --answer-usage"] = "what the command starts itself, which reads its input",
        ["--password"] = "an argument of other programs",
        ["--password=***"] = "an argument of other programs",
        ["--no-collector.netdev.netlink"] = "an option of node_exporter",
        ["--collector.*"] = "options of node_exporter",
        ["--pid host"] = "an option of docker",
        ["--network host"] = "an option of docker",
        ["--env HOST_ROOT="] = "an option of docker",
        ["--user 0 --cap-add SYS_PTRACE"] = "options of docker",
    };

    /// <summary>What stands for the words that a reader replaces.</summary>
    private static readonly Dictionary<string, string> Replacements = new()
    {
        ["PID"] = "310",
        ["NAME"] = "nginx",
        ["COMMAND"] = "ps",
        ["FILE"] = "/etc/hostname",
        ["SECONDS"] = "2",
        ["SHELL"] = "bash",
        ["PATH"] = "/",
    };

    public static TheoryData<string> Documents => [.. Document.Names(ToolProject.Root)];

    public static TheoryData<string, string> Lines => FindLines((_, _) => true);

    /// <summary>Those that no comment excludes.</summary>
    public static TheoryData<string, string> HarmlessLines => FindLines((document, words) => document.ExceptionOf(words) is null);

    [Fact]
    public void ALineIsDividedAsAShellDividesIt()
    {
        Assert.Equal(
            ["psutil", "top", "--filter", "^(nginx|php-fpm)"],
            Document.Words("psutil top --filter '^(nginx|php-fpm)'      # text")
        );
        Assert.Equal(["psutil", "completion", "bash"], Document.Words("psutil completion bash)     # ~/.bashrc"));
        Assert.Equal(["psutil"], Document.Words("psutil                the machine at a glance"));
        Assert.Equal(["psutil", "ps", "--memory", ">1G"], Document.Words("psutil ps --memory '>1G' | less"));
        Assert.Equal(["a", "--source", "$PWD/x y"], Document.Words("a --source \"$PWD/x y\" && b"));
    }

    [Fact]
    public void TheDocumentsShowCommandLines() => Assert.InRange(Lines.Count, 15, 500);

    [Theory]
    [MemberData(nameof(Lines))]
    public void ALineRunsOnAFakeMachine(string document, string line) =>
        AssertAccepted(Run(line.Split('\u00a0')[1..]), $"{document}: {line}");

    [Theory(Timeout = 600_000)]
    [MemberData(nameof(HarmlessLines))]
    public async Task ALineRunsOnThisMachine(string document, string line)
    {
        (int exitCode, string output, string error) = await Executable
            .Run(Executable.Psutil, ThatEnds(line.Split('\u00a0')[1..]))
            .WaitAsync(TestContext.Current.CancellationToken);

        // 1: nothing matched, on a machine where nothing does.
        Assert.True(
            exitCode is ExitCode.Found or ExitCode.NothingMatched
                || (exitCode == ExitCode.Fatal && error.Contains(NoDirectory, StringComparison.Ordinal)),
            $"{document}: {line}: {exitCode}: {output}{error}"
        );
    }

    [Fact]
    public async Task TheProjectRunsAsTheReadmeSays()
    {
        string[] words = [.. Document.Read(ToolProject.Root, "README.md").CommandLine("dotnet", "run", "--project", "src/Psutil.Tool")];

        // It is built already, and a build could meet another one.
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        (int exitCode, string output, string error) = await Executable.Run(
            "dotnet",
            ["run", "--no-build", "--configuration", configuration, "--project", Path.Join(ToolProject.Root, words[3])]
        );
        Assert.True(exitCode == 0, output + error);
        Assert.Contains("CPU", output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void WhatTheTextNamesExists(string document)
    {
        string[] spans = [.. Document.Read(ToolProject.Root, document).Spans.Where(span => !NotOurs.ContainsKey(span)).Distinct()];
        Assert.All(spans.Select(CommandOf).OfType<string>(), line =>
            AssertAccepted(Run([.. Document.Words(line).Skip(1).Select(Replace)]), line)
        );
        Assert.All(
            spans.Where(span => span.StartsWith("--", StringComparison.Ordinal)).Select(span => OptionName().Match(span).Value),
            option => Assert.True(OptionNames.Value.Contains(option), $"{document}: no command has the option {option}")
        );
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void LinesOfOtherProgramsAreRunSomewhereAndNameWhatExists(string document)
    {
        Document read = Document.Read(ToolProject.Root, document);
        foreach (IReadOnlyList<string> words in read.CommandLines(OtherPrograms))
        {
            string line = string.Join(' ', words);
            Assert.True(read.ExceptionOf(words) is not null, $"{document} does not say which test runs: {line}");
            Assert.All(RepositoryPath().Matches(line), path => Assert.True(Path.Exists(Path.Join(ToolProject.Root, path.Value)), line));
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void WhatIsSaidAboutLinesIsAboutLinesThatAreThere(string document)
    {
        Document read = Document.Read(ToolProject.Root, document);
        IReadOnlyList<string>[] lines = [.. read.CommandLines([.. OtherPrograms, "psutil"])];
        Assert.All(read.Exceptions, exception =>
        {
            Assert.Contains(lines, words => (string.Join(' ', words) + " ").StartsWith(exception.Key + " ", StringComparison.Ordinal));
            Assert.True(
                exception.Value.StartsWith("not run, ", StringComparison.Ordinal)
                    || File.Exists(Path.Join(ToolProject.Root, exception.Value)),
                $"{document}: {exception.Value} is neither a file nor a reason"
            );
        });
    }

    private static TheoryData<string, string> FindLines(Func<Document, IReadOnlyList<string>, bool> isMeant) =>
        [
            .. Document
                .Names(ToolProject.Root)
                .Select(name => (Name: name, Document: Document.Read(ToolProject.Root, name)))
                .SelectMany(
                    document => document.Document.CommandLines("psutil").Where(words => isMeant(document.Document, words)),
                    (document, words) => new TheoryDataRow<string, string>(document.Name, string.Join('\u00a0', words))
                )
                .DistinctBy(row => row.Data),
        ];

    private static void AssertAccepted(ToolRun run, string line)
    {
        if (run.ExitCode == ExitCode.Fatal && run.Error.Contains(NoDirectory, StringComparison.Ordinal))
        {
            return;
        }

        // Nothing listens on the fake machine, so a server ends at once; it got what it was started with.
        int[] accepted = run.ServerArguments is null ? [ExitCode.Found, ExitCode.NothingMatched] : [ExitCode.Fatal];
        Assert.True(accepted.Contains(run.ExitCode), $"{line}: {run.ExitCode}: {run.Error}");
    }

    private static ToolRun Run(string[] arguments)
    {
        using PastMachine past = new();
        string[] ending = ThatEnds(arguments);
        return new ToolRun { Answer = "n" }.Run(
            ending is ["report", ..] ? [.. WithoutSpan(WithoutDirectory(ending)), "--from", "1970-01-02", .. past.Arguments]
            : ending.Contains("--from") ? [.. WithoutSpan(WithoutDirectory(ending)), "--from", "1970-01-02", .. past.Arguments]
            : ending.Contains("--at") || ending.Contains("--replay") ? [.. WithoutDirectory(ending), .. past.Arguments]
            : ending
        );
    }

    /// <summary>
    /// What fills a screen, or repeats, is run as the one table that it shows. What records gets a directory that cannot be.
    /// </summary>
    private static string[] ThatEnds(string[] arguments) =>
        arguments is ["top", ..] ? [.. arguments, .. (string[])(arguments.Contains("-b") ? [] : ["-b"]), .. Once(arguments, "-n")]
        : arguments is ["record", ..] ? [.. WithoutDirectory(arguments), "--dir", NoDirectory]
        : arguments.Contains("--watch") ? [.. arguments, .. Once(arguments, "--count")]
        : arguments;

    private static IEnumerable<string> WithoutDirectory(string[] arguments) =>
        arguments.Where((word, at) => word != "--dir" && (at == 0 || arguments[at - 1] != "--dir"));

    // The recording of the tests is of another time. What a span may be is tested with the command.
    private static IEnumerable<string> WithoutSpan(IEnumerable<string> arguments)
    {
        string[] words = [.. arguments];
        string[] options = ["--from", "--to", "--last", "--day"];
        return words.Where((word, at) => !options.Contains(word) && (at == 0 || !options.Contains(words[at - 1])));
    }

    private static string[] Once(string[] arguments, string option) => arguments.Contains(option) ? [] : [option, "1"];

    /// <summary>A command line of psutil that the text shows, with or without the program's name; null if it is something else.</summary>
    private static string? CommandOf(string span)
    {
        string[] words = span.Split(' ');
        return words is ["psutil", _] && CommandCatalog.Names.Contains(words[1]) ? $"{span} --help"
            : words[0] == "psutil" ? span
            : words.Length > 1 && CommandCatalog.Names.Contains(words[0]) && words[1].StartsWith("--", StringComparison.Ordinal)
                ? $"psutil {span}"
            : null;
    }

    private static string Replace(string word) => Replacements.GetValueOrDefault(word, word);

    private static readonly Lazy<HashSet<string>> OptionNames = new(() =>
        [
            .. CommandCatalog
                .Names.SelectMany(command => OptionName().Matches(new ToolRun().Run(command, "--help").Output))
                .Select(option => option.Value),
        ]
    );

    [GeneratedRegex("--[a-z][a-z-]*")]
    private static partial Regex OptionName();

    [GeneratedRegex(@"\b(src|eng|tests|bench|samples|deploy)/[\w./-]*\w")]
    private static partial Regex RepositoryPath();
}
