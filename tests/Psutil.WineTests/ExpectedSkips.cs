using Psutil.WineTests.Wine;

namespace Psutil.WineTests;

/// <summary>
/// What Wine lacks, one test a line: its name, a colon and a part of the reason. A test that is skipped and does not stand here fails the
/// run; so does one that stands here and is not skipped any more. A line that begins with <c>[no 32-bit]</c> holds only where Wine runs no
/// 32-bit programs.
/// </summary>
internal static class ExpectedSkips
{
    private const string No32Bit = "[no 32-bit] ";

    /// <summary>How the skipped tests differ from the expected ones; empty if they do not.</summary>
    public static IReadOnlyList<string> Compare(string suite, IReadOnlyList<(string Name, string Reason)> skipped) =>
        Compare(File.ReadLines(Path.Join(AppContext.BaseDirectory, "ExpectedSkips", $"{suite}.txt")), WinePrefix.Runs32Bit, skipped);

    public static IReadOnlyList<string> Compare(
        IEnumerable<string> lines,
        bool runs32Bit,
        IReadOnlyList<(string Name, string Reason)> skipped
    )
    {
        (string Name, string Reason)[] expected =
        [
            .. from entry in lines
            where entry.Length > 0 && entry[0] != '#' && !(runs32Bit && entry.StartsWith(No32Bit, StringComparison.Ordinal))
            let line = entry.StartsWith(No32Bit, StringComparison.Ordinal) ? entry[No32Bit.Length..] : entry
            let end = EndOfName(line)
            select (line[..end], line[(end + 2)..]),
        ];
        return
        [
            .. from test in skipped
            where !expected.Any(known => known.Name == test.Name && test.Reason.Contains(known.Reason, StringComparison.Ordinal))
            select $"skipped, but not expected to be: {test.Name}: {test.Reason}",
            .. from known in expected
            where !skipped.Any(test => test.Name == known.Name)
            select $"not missing any more, so not to be expected: {known.Name}",
        ];
    }

    // The name of a theory's test ends with its arguments, which have colons, too.
    private static int EndOfName(string line)
    {
        int colon = line.IndexOf(": ", StringComparison.Ordinal);
        return line[..colon].Contains('(') ? line.IndexOf("): ", StringComparison.Ordinal) + 1 : colon;
    }
}
