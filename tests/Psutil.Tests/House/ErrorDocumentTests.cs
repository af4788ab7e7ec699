namespace Psutil.Tests.House;

/// <summary>What <c>docs/errors-and-unknowns.md</c> says of exceptions and reasons.</summary>
public class ErrorDocumentTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Join(SourceFile.Root, "docs", "errors-and-unknowns.md"));

    [Fact]
    public void EveryExceptionIsInTheDocumentBelowItsBase()
    {
        List<(string Name, string? Base)> documented = [];
        List<(int Indent, string Name)> path = [];
        foreach (string line in Lines.Where(line => line.StartsWith("    ", StringComparison.Ordinal)))
        {
            int indent = line.Length - line.TrimStart().Length;
            path.RemoveAll(above => above.Indent >= indent);
            string name = line.Trim().Split(' ')[0];
            documented.Add((name, path.Count > 0 ? path[^1].Name : null));
            path.Add((indent, name));
        }

        IEnumerable<(string Name, string? Base)> actual = typeof(PsutilException)
            .Assembly.GetExportedTypes()
            .Where(typeof(PsutilException).IsAssignableFrom)
            .Select(type => (type.Name, type == typeof(PsutilException) ? null : type.BaseType?.Name));
        Assert.Equal(actual.Order(), documented.Order());
    }

    [Fact]
    public void EveryReasonIsInTheDocument() =>
        Assert.Equal(
            Enum.GetNames<UnavailableReason>().Except([nameof(UnavailableReason.Unknown)]).Order(),
            Lines
                .SkipWhile(line => line != "## Reasons")
                .TakeWhile(line => line != "## Exceptions")
                .Where(line => line.StartsWith("| `", StringComparison.Ordinal) && !line.Contains("meaning", StringComparison.Ordinal))
                .Select(line => line.Split('`')[1])
                .Order()
        );

    [Fact]
    public void TheFieldsThatNeedNoReasonAreInTheDocument()
    {
        string paragraph = string.Join(' ', Lines.SkipWhile(line => !line.Contains("null without a reason only", StringComparison.Ordinal)))
            .Split("Every other")[0];
        ProcessFields documented = paragraph
            .Split('`')
            .Where((_, index) => index % 2 == 1)
            .Aggregate(ProcessFields.None, (sum, name) => sum | Enum.Parse<ProcessFields>(name));
        Assert.Equal(ProcessSnapshot.Optional, documented);
    }
}
