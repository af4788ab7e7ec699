using System.Text;
using Psutil.Tool.Report;

namespace Psutil.Tool.Text;

/// <summary>Writes one value of a report in one line, for a cell or a label: <c>user=1.2s, system=0.3s</c>. Can be reused.</summary>
internal sealed class InlineReportWriter(ValueFormat format) : ReportWriter
{
    private const string UnknownPart = "?";

    private StringBuilder? _text;
    private string? _single;
    private int _depth;
    private bool _needsSeparator;

    /// <summary>Whether the whole value is null.</summary>
    public bool IsNull { get; private set; }

    /// <summary>Whether the value is a single number.</summary>
    public bool IsNumber { get; private set; }

    public override void StartObject() => Open('{');

    public override void EndObject() => Close('}');

    public override void StartArray() => Open('[');

    public override void EndArray() => Close(']');

    public override void Name(string name)
    {
        Separate();
        _text!.Append(name).Append('=');
        _needsSeparator = false;
    }

    public override void Text(string? value) => Value(value, isNumber: false);

    public override void None() => Value(null, isNumber: false);

    public override void Number(long? value) => Value(value is { } known ? format.Number(known) : null);

    public override void Number(double? value) => Value(value is { } known ? format.Number(known) : null);

    public override void Bytes(long? value) => Value(value is { } known ? format.Bytes(known) : null);

    public override void BytesPerSecond(double? value) => Value(value is { } known ? format.BytesPerSecond(known) : null);

    public override void Seconds(TimeSpan? value) => Value(value is { } known ? format.Seconds(known) : null);

    public override void Duration(TimeSpan? value) => Value(value is { } known ? format.Duration(known) : null);

    public override void Milliseconds(TimeSpan? value) => Value(value is { } known ? format.Milliseconds(known) : null);

    public override void Instant(DateTimeOffset? value) => Value(value is { } known ? format.Instant(known) : null);

    public override void Percent(double? value) => Value(value is { } known ? format.Percent(known) : null);

    public override void Flag(bool? value) => Value(value is { } known ? format.Flag(known) : null, isNumber: false);

    /// <summary>Returns the text, null if the value is null, and resets the writer.</summary>
    public string? Take()
    {
        string? text = IsNull ? null : ToString();
        _single = null;
        _text?.Clear();
        _needsSeparator = false;
        IsNull = false;
        return text;
    }

    public override string ToString() => _single ?? _text?.ToString() ?? "";

    // The outermost brackets are left out in a cell.
    private void Open(char bracket)
    {
        _text ??= new StringBuilder();
        IsNumber = false;
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
            _text!.Append(bracket);
        }

        _needsSeparator = true;
    }

    private void Value(string? text, bool isNumber = true)
    {
        if (_depth == 0)
        {
            _single = text;
            IsNull = text is null;
            IsNumber = isNumber;
            return;
        }

        Separate();
        _text!.Append(text ?? UnknownPart);
        _needsSeparator = true;
    }

    private void Separate()
    {
        if (_needsSeparator)
        {
            _text!.Append(", ");
        }

        _needsSeparator = false;
    }
}
