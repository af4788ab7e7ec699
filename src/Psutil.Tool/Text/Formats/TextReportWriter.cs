using Psutil.Tool.Report;

namespace Psutil.Tool.Text;

/// <summary>Writes a report as indented lines of <c>key: value</c>, with units.</summary>
internal sealed class TextReportWriter(TextPage page, TimeProvider clock) : ReportWriter
{
    public const string UnknownText = "unknown";

    private const int Step = 2;
    private const int LeastListWidth = 20;

    private readonly HumanFormat _format = new(clock, page.Units);
    private readonly Stack<Level> _levels = new();
    private string? _name;
    private bool _headerIsOpen;
    private bool _afterDash;

    public override void StartObject() => Open(isArray: false);

    public override void EndObject() => Close();

    public override void StartArray() => Open(isArray: true);

    public override void EndArray() => Close();

    public override void Name(string name) => _name = name;

    public override void Text(string? value) => Line(value ?? UnknownText);

    public override void None() => Line("none");

    public override void Number(long? value) => Line(value is { } known ? _format.Number(known) : UnknownText);

    public override void Number(double? value) => Line(value is { } known ? _format.Number(known) : UnknownText);

    public override void Bytes(long? value) => Line(value is { } known ? _format.Bytes(known) : UnknownText);

    public override void BytesPerSecond(double? value) => Line(value is { } known ? _format.BytesPerSecond(known) : UnknownText);

    public override void Seconds(TimeSpan? value) => Line(value is { } known ? _format.Seconds(known) : UnknownText);

    public override void Milliseconds(TimeSpan? value) => Line(value is { } known ? _format.Milliseconds(known) : UnknownText);

    public override void Instant(DateTimeOffset? value) => Line(value is { } known ? _format.Instant(known) : UnknownText);

    public override void Percent(double? value) => Line(value is { } known ? _format.Percent(known) : UnknownText);

    public override void Flag(bool? value) => Line(value is { } known ? _format.Flag(known) : UnknownText);

    /// <summary>A list of words is written on one line.</summary>
    public override void TextList(IReadOnlyList<string>? values)
    {
        if (values is not { Count: > 0 })
        {
            base.TextList(values);
            return;
        }

        StartArray();
        int room = page.Terminal.LineLimit is { } limit ? Math.Max(LeastListWidth, limit - _levels.Count * Step) : int.MaxValue;
        foreach (string line in LineBreaker.Wrap(string.Join(", ", values), room))
        {
            EndHeader();
            page.PadTo((_levels.Count - 1) * Step).Write(line).EndLine();
            _levels.Peek().IsEmpty = false;
        }

        EndArray();
    }

    private void Open(bool isArray)
    {
        EndHeader();
        if (_levels.TryPeek(out Level? parent))
        {
            parent.IsEmpty = false;
            StartLine();
            if (_name is not null)
            {
                // The line is not ended, because an empty object or array is written on it.
                page.Write(_name, Style.Bold).Write(":");
                _headerIsOpen = true;
            }
            else
            {
                page.Write("- ");
                _afterDash = true;
            }
        }

        _levels.Push(new Level(isArray));
        _name = null;
    }

    private void Close()
    {
        if (_levels.Pop().IsEmpty && (_headerIsOpen || _afterDash))
        {
            page.Write(_headerIsOpen ? " none" : "none").EndLine();
            _headerIsOpen = false;
            _afterDash = false;
        }
    }

    private void Line(string text)
    {
        EndHeader();
        StartLine();
        Level level = _levels.Peek();
        level.IsEmpty = false;
        if (level.IsArray)
        {
            page.Write("- ");
        }
        else
        {
            page.Write(_name!, Style.Bold).Write(": ");
        }

        page.Write(text).EndLine();
        _name = null;
    }

    private void EndHeader()
    {
        if (_headerIsOpen)
        {
            page.EndLine();
            _headerIsOpen = false;
        }
    }

    private void StartLine()
    {
        if (_afterDash)
        {
            _afterDash = false;
            return;
        }

        page.PadTo((_levels.Count - 1) * Step);
    }

    private sealed class Level(bool isArray)
    {
        public bool IsArray { get; } = isArray;

        public bool IsEmpty { get; set; } = true;
    }
}
