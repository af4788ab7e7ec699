namespace Psutil.Compare.Results;

/// <summary>The scores as a table in Markdown.</summary>
internal static class ResultTable
{
    public static void Write(TextWriter output, IReadOnlyList<Score> scores)
    {
        string[][] rows =
        [
            ["workload", "per", "who", "µs", "× floor", "system calls", "bytes", "must reach"],
            .. scores.Select(score =>
                (string[])
                    [
                        score.Title,
                        score.Unit,
                        score.Contestant + (score.Agrees ? "" : " ≠"),
                        Round(score.Microseconds),
                        score.Ratio.ToString("F2", CultureInfo.InvariantCulture),
                        score.SystemCalls is { } calls ? Round(calls) : "",
                        score.Bytes is { } bytes ? bytes.ToString("F0", CultureInfo.InvariantCulture) : "",
                        score.Bar is { } bar
                            ? string.Create(CultureInfo.InvariantCulture, $"{bar:F2} {(score.Ratio <= bar ? "✓" : "✗")}")
                            : "",
                    ]
            ),
        ];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        for (int i = 0; i < rows.Length; i++)
        {
            output.WriteLine($"| {string.Join(" | ", rows[i].Select((cell, column) => Align(cell, column, widths[column])))} |");
            if (i == 0)
            {
                output.WriteLine(
                    $"|{string.Join('|', widths.Select((width, column) => IsText(column) ? new string('-', width + 2) : new string('-', width + 1) + ':'))}|"
                );
            }
        }
    }

    private static bool IsText(int column) => column < 3;

    private static string Align(string cell, int column, int width) => IsText(column) ? cell.PadRight(width) : cell.PadLeft(width);

    private static string Round(double value) =>
        value.ToString(
            value >= 1000 ? "F0"
                : value >= 10 ? "F1"
                : "F2",
            CultureInfo.InvariantCulture
        );
}
