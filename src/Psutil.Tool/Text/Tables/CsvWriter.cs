using System.Buffers;
using System.Text;

namespace Psutil.Tool.Text;

/// <summary>
/// Writes rows of comma-separated values as in RFC 4180. Text of the operating system is escaped as for a terminal, and marked as text if a
/// spreadsheet would take it for a formula; JSON has the exact text.
/// </summary>
internal sealed class CsvWriter
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    // The first character of a formula, including the wide and small forms that some spreadsheets accept.
    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@＝＋－＠﹦﹢﹣﹫");

    private readonly StringBuilder _text = new();
    private bool _isRowOpen;

    /// <summary>A cell to be written unchanged: a number, or a text of this program.</summary>
    public void Plain(string? cell)
    {
        if (_isRowOpen)
        {
            _text.Append(',');
        }

        _isRowOpen = true;
        if (cell is null)
        {
            return;
        }

        if (cell.AsSpan().ContainsAny(Special))
        {
            _text.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }
        else
        {
            _text.Append(cell);
        }
    }

    /// <summary>A cell with text of the operating system.</summary>
    public void Text(string? cell)
    {
        string? safe = cell is null ? null : OSText.Escape(cell);

        // Some spreadsheets skip blanks before the formula.
        Plain(safe.AsSpan().TrimStart() is [var first, ..] && Formula.Contains(first) ? "'" + safe : safe);
    }

    public void EndRow()
    {
        _text.Append("\r\n");
        _isRowOpen = false;
    }

    public override string ToString() => _text.ToString();
}
