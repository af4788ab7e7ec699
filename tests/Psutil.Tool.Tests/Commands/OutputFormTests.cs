using Psutil.Tool.Tests.Fakes;
using Psutil.Tool.Text;

namespace Psutil.Tool.Tests.Commands;

/// <summary>What the common options make of a command's output.</summary>
public class OutputFormTests
{
    [Fact]
    public void CsvHasAFixedHeaderAndBaseUnits() => Snapshot.Matches(new ToolRun().Run("ps", "--csv").Output, "ps.csv");

    [Fact]
    public void TheHeaderDoesNotDependOnTheRows()
    {
        string header = new ToolRun().Run("ps", "--csv", "--fields", "all").Output.Split("\r\n")[0];
        ToolRun empty = new();
        empty.Machine.Processes.Clear();
        Assert.Equal(header + "\r\n", empty.Run("ps", "--csv", "--fields", "all").Output);
        Assert.StartsWith("pid,ppid,name,exe,cmdline,environ,create_time,", header, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryRowHasAsManyCellsAsTheHeader()
    {
        string[] lines = new ToolRun().Run("ps", "--csv", "--fields", "all").Output.TrimEnd().Split("\r\n");
        Assert.Equal(6, lines.Length);
        Assert.All(lines, line => Assert.Equal(Cells(lines[0]).Count, Cells(line).Count));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@sum", "'@sum")]
    [InlineData("a=b", "a=b")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("=a,b", "\"'=a,b\"")]
    [InlineData("two\nlines\t\u001b[31m", "two\\nlines\\t\\x1b[31m")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("＋1", "'＋1")]
    [InlineData("－1", "'－1")]
    [InlineData("＠x", "'＠x")]
    [InlineData("﹦1", "'﹦1")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\u00a0\u3000＝1", "'\u00a0\u3000＝1")]
    [InlineData(" a=1", " a=1")]
    [InlineData("   ", "   ")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void ATextCannotBreakOutOfItsCell(string? text, string cell)
    {
        CsvWriter csv = new();
        csv.Text(text);
        csv.Plain("-5");
        csv.EndRow();
        Assert.Equal(cell + ",-5\r\n", csv.ToString());
    }

    [Fact]
    public void AByteThatIsNotUtf8IsVisibleInACell()
    {
        CsvWriter csv = new();
        csv.Text("byte\uDCFF");
        Assert.Equal("byte\\xff", csv.ToString());
    }

    [Fact]
    public void RepeatedCsvHasOneHeaderAndTheTimeOfEachRow()
    {
        string[] lines = new ToolRun()
            .Run("ps", "--csv", "--fields", "pid", "--limit", "1", "--watch", "2", "--count", "2")
            .Output.Split("\r\n");
        Assert.Equal(["time,pid", "1795426482,1", "1795426484,1", ""], lines);
    }

    [Fact]
    public void BytesAreWrittenAsPlainNumbersWhenAskedFor()
    {
        Assert.Contains(" 536870912 1073741824 ", new ToolRun().Run("ps", "--bytes").Output, StringComparison.Ordinal);
        Assert.Contains("rss=536870912", new ToolRun().Run("info", "310", "--bytes").Output, StringComparison.Ordinal);
        Assert.Contains("total: 17179869184", new ToolRun().Run("dump", "--bytes").Output, StringComparison.Ordinal);
        string overview = new ToolRun().Run("--bytes").Output;
        Assert.Contains("10737418240 of 17179869184", overview, StringComparison.Ordinal);
        Assert.Contains("in 10000 ", overview, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ps")]
    [InlineData("")]
    [InlineData("info 310")]
    [InlineData("dump")]
    public void AsciiMeansAscii(string line)
    {
        string[] arguments = [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--ascii"];
        string output = new ToolRun { Terminal = ToolRun.TerminalOf(200, 100) }
            .Run(arguments)
            .Output;
        Assert.DoesNotContain(output, unit => unit > '~');
        Assert.Contains("\\u6f22\\u5b57", line == "dump" ? "\\u6f22\\u5b57" : output, StringComparison.Ordinal);
        Assert.Contains("\\xff", line == "dump" ? output : "\\xff", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--csv dump", "dump does not take --csv: see 'psutil dump --help'")]
    [InlineData("--interval 1 dump", "dump does not take --interval")]
    [InlineData("dump --csv", "there is no option '--csv'")]
    [InlineData("--csv", "the overview is not a table")]
    [InlineData("ps --csv --json", "--json and --csv cannot be combined")]
    public void AnOptionThatACommandDoesNotHaveIsRefused(string line, string message)
    {
        ToolRun run = new ToolRun().Run(line.Split(' '));
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.StartsWith("psutil: " + message, run.Error, StringComparison.Ordinal);
    }

    // A reader of RFC 4180 that shares nothing with the writer.
    private static List<string> Cells(string line)
    {
        List<string> cells = [""];
        bool isQuoted = false;
        foreach (char unit in line)
        {
            if (unit == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (unit == ',' && !isQuoted)
            {
                cells.Add("");
            }
            else
            {
                cells[^1] += unit;
            }
        }

        return cells;
    }
}
