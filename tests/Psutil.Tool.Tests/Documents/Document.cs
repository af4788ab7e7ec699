using System.Text.RegularExpressions;

namespace Psutil.Tool.Tests.Documents;

/// <summary>The command lines that a document in Markdown shows, and what its hidden comment says about those that no test runs as they stand.</summary>
public sealed partial class Document
{
    private Document(string text)
    {
        Match remarks = Remarks().Match(text);
        Exceptions = Remark()
            .Matches(remarks.Groups["text"].Value)
            .ToDictionary(remark => remark.Groups["line"].Value, remark => remark.Groups["where"].Value);
        text = text.Remove(remarks.Index, remarks.Length);
        CodeLines = [.. FindCodeLines(text)];
        Spans = [.. Span().Matches(Fence().Replace(text, "")).Select(span => span.Groups["text"].Value)];
    }

    /// <summary>The beginnings of lines that are not run as they stand, each with the file that has them run in another way, or with the reason.</summary>
    public IReadOnlyDictionary<string, string> Exceptions { get; }

    /// <summary>The lines of indented blocks, and of fenced ones without a language.</summary>
    public IReadOnlyList<string> CodeLines { get; }

    /// <summary>What stands between backticks in the text.</summary>
    public IReadOnlyList<string> Spans { get; }

    /// <summary>All documents below the root of the repository that people read.</summary>
    public static IEnumerable<string> Names(string root) =>
        Directory
            .EnumerateFiles(root, "*.md")
            .Concat(
                ((string[])["docs", "deploy", "bench"]).SelectMany(folder =>
                    Directory.EnumerateFiles(Path.Join(root, folder), "*.md", SearchOption.AllDirectories)
                )
            )
            .Concat(
                Directory.EnumerateDirectories(Path.Join(root, "src")).Select(folder => Path.Join(folder, "README.md")).Where(File.Exists)
            )
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
            .Where(name => name != "CHANGELOG.md")
            .Order(StringComparer.Ordinal);

    public static Document Read(string root, string name) =>
        new(File.ReadAllText(Path.Join(root, name)).Replace("\r\n", "\n", StringComparison.Ordinal));

    /// <summary>The lines that run one of these programs, without the words that follow as an explanation.</summary>
    public IEnumerable<IReadOnlyList<string>> CommandLines(params string[] programs) =>
        CodeLines
            .Select(line => Words(line[(line.IndexOf("<(", StringComparison.Ordinal) is var at and >= 0 ? at + 2 : 0)..]))
            .Where(words =>
                words.Count > 0
                && programs.Any(program => words[0] == program || words[0].StartsWith(program + "/", StringComparison.Ordinal))
            );

    /// <summary>The one line that begins with these words.</summary>
    public IReadOnlyList<string> CommandLine(params string[] beginning) =>
        CommandLines(beginning[0]).Single(words => words.Take(beginning.Length).SequenceEqual(beginning));

    /// <summary>What says that a line is not run as it stands; null if nothing does.</summary>
    public string? ExceptionOf(IReadOnlyList<string> words)
    {
        string line = string.Join(' ', words);
        return Exceptions
            .Where(exception => line == exception.Key || line.StartsWith(exception.Key + " ", StringComparison.Ordinal))
            .Select(exception => exception.Value)
            .FirstOrDefault();
    }

    /// <summary>The words of the first command of a line, as a shell divides it. Two blanks or a number sign begin the explanation.</summary>
    public static IReadOnlyList<string> Words(string line)
    {
        string command = Command().Match(line.Trim()).Value;
        return
        [
            .. Word()
                .Matches(command)
                .Select(word => word.Value.Replace("'", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal)),
        ];
    }

    private static IEnumerable<string> FindCodeLines(string text)
    {
        string? language = null;
        foreach (string line in text.Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                language = language is null ? line[3..] : null;
            }
            else if (language is "" || (language is null && line.StartsWith("    ", StringComparison.Ordinal)))
            {
                yield return line.Trim();
            }
        }
    }

    [GeneratedRegex(@"<!-- Lines that no test runs as they stand:\n(?<text>.*?)-->", RegexOptions.Singleline)]
    private static partial Regex Remarks();

    [GeneratedRegex(@"^(?<line>.*?): (?<where>.+)$", RegexOptions.Multiline)]
    private static partial Regex Remark();

    [GeneratedRegex("^```.*?^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("(?<!`)`(?<text>[^`\n]+)`(?!`)")]
    private static partial Regex Span();

    [GeneratedRegex(@"^(?:'[^']*'|""[^""]*""|(?!  | #| \||\)| &)[^'""])*")]
    private static partial Regex Command();

    [GeneratedRegex(@"(?:'[^']*'|""[^""]*""|\S)+")]
    private static partial Regex Word();
}
