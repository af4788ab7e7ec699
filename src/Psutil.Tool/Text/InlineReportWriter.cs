using System.Text;
using Psutil.Tool.Report;

namespace Psutil.Tool.Text;

/// <summary>Writes one value of a report as one line: <c>user=1.2s, system=0.3s</c>. For cells of a table.</summary>
internal sealed class InlineReportWriter(TimeProvider clock) : ReportWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _needsSeparator;

    /// <summary>Whether the value is null as a whole.</summary>
    public bool IsNull { get; private set; }

    public override void StartObject() => Open('{');

    public override void EndObject() => Close('}');

    public override void StartArray() => Open('[');

    public override void EndArray() => Close(']');

    public override void Name(string name)
    {
        Separate();
        _text.Append(name).Append('=');
        _needsSeparator = false;
    }

    public override void Text(string? value) => Value(value);

    public override void None() => Value(null);

    public override void Number(long? value) => Value(value is null ? null : HumanText.Number(value));

    public override void Number(double? value) => Value(value is null ? null : HumanText.Number(value));

    public override void Bytes(long? value) => Value(value is null ? null : HumanText.Bytes(value));

    public override void Seconds(TimeSpan? value) => Value(value is null ? null : HumanText.Seconds(value));

    public override void Milliseconds(TimeSpan? value) => Seconds(value);

    public override void Instant(DateTimeOffset? value) => Value(value is null ? null : HumanText.Instant(value, clock));

    public override void Percent(double? value) => Value(value is null ? null : HumanText.Percent(value));

    public override void Flag(bool? value) => Value(value is null ? null : HumanText.Flag(value));

    public override string ToString() => _text.ToString();

    // The outermost brackets say nothing in a cell.
    private void Open(char bracket)
    {
        Separate();
        if (_depth++ > 0)
        {
            _text.Append(bracket);
        }

        _needsSeparator = false;
    }

    private void Close(char bracket)
    {
        if (--_depth > 0)
        {
            _text.Append(bracket);
        }

        _needsSeparator = true;
    }

    private void Value(string? text)
    {
        Separate();
        if (_depth == 0 && text is null)
        {
            IsNull = true;
            return;
        }

        _text.Append(text ?? "?");
        _needsSeparator = true;
    }

    private void Separate()
    {
        if (_needsSeparator)
        {
            _text.Append(", ");
        }

        _needsSeparator = false;
    }
}
