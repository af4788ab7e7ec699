using System.Buffers;
using System.Text;

namespace Psutil.Tool.Text;

/// <summary>
/// Rows of comma-separated values after RFC 4180. What the operating system named is written as it is for a terminal, without control
/// characters, and marked as text where a spreadsheet would take it for a formula; JSON has it exactly.
/// </summary>
internal sealed class CsvWriter
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    // What begins a formula, also in the wide and small forms that some spreadsheets read as the plain ones.
    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@＝＋－＠﹦﹢﹣﹫");

    private readonly StringBuilder _text = new();
    private bool _isRowOpen;

    /// <summary>A cell as it is to be read: a number, or a text of our own.</summary>
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

    /// <summary>A cell with the operating system's text.</summary>
    public void Text(string? cell)
    {
        string? safe = cell is null ? null : OSText.Escape(cell);

        // Some skip blanks before it.
        Plain(safe.AsSpan().TrimStart() is [var first, ..] && Formula.Contains(first) ? "'" + safe : safe);
    }

    public void EndRow()
    {
        _text.Append("\r\n");
        _isRowOpen = false;
    }

    public override string ToString() => _text.ToString();
}
