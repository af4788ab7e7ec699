using System.Buffers;
using System.Text.RegularExpressions;
using Psutil.Tool.Top.Sampling;

namespace Psutil.Tool.Top.Model;

/// <summary>
/// Selects the processes whose name, command (as shown) or user contain a text or match it as a regular expression, or whose PID it is,
/// regardless of case. A text that is no valid expression is only a text.
/// </summary>
internal sealed class RowPattern
{
    private static readonly SearchValues<char> Operators = SearchValues.Create(".*+?[](){}|^$\\");

    private readonly Regex? _regex;

    public RowPattern(string text)
    {
        Text = text;
        if (text.AsSpan().ContainsAny(Operators))
        {
            try
            {
                // An expression that takes time in proportion to the text, because the arguments of a process may be long.
                _regex = new Regex(text, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking);
            }
            catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
            {
                // Half an expression, while it is typed.
            }
        }
    }

    /// <summary>What selects all.</summary>
    public static RowPattern All { get; } = new("");

    public string Text { get; }

    public bool IsEmpty => Text.Length == 0;

    public bool Matches(TopProcess process) =>
        IsEmpty
        || Holds(process.Caption.Command)
        || Holds(process.Snapshot.Name)
        || Holds(process.Caption.UserName)
        || process.Pid.ToString(CultureInfo.InvariantCulture) == Text;

    private bool Holds(string? text) =>
        text is not null && (text.Contains(Text, StringComparison.OrdinalIgnoreCase) || _regex?.IsMatch(text) == true);
}
