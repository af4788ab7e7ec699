using Psutil.Tool.Report;

namespace Psutil.Tool.Text;

/// <summary>Writes a report as indented lines of <c>key: value</c>, in units for people.</summary>
internal sealed class TextReportWriter(TextPage page, TimeProvider clock) : ReportWriter
{
    private const int Step = 2;

    private readonly Stack<Level> _levels = new();
    private string? _name;
    private bool _headerIsOpen;
    private bool _afterDash;

    public override void StartObject() => Open(isArray: false);

    public override void EndObject() => Close();

    public override void StartArray() => Open(isArray: true);

    public override void EndArray() => Close();

    public override void Name(string name) => _name = name;

    public override void Text(string? value) => Line(value ?? HumanText.Unknown);

    public override void None() => Line("none");

    public override void Number(long? value) => Line(HumanText.Number(value));

    public override void Number(double? value) => Line(HumanText.Number(value));

    public override void Bytes(long? value) => Line(HumanText.Bytes(value));

    public override void Seconds(TimeSpan? value) => Line(HumanText.Seconds(value));

    public override void Milliseconds(TimeSpan? value) => Line(HumanText.Seconds(value));

    public override void Instant(DateTimeOffset? value) => Line(HumanText.Instant(value, clock));

    public override void Percent(double? value) => Line(HumanText.Percent(value));

    public override void Flag(bool? value) => Line(HumanText.Flag(value));

    private void Open(bool isArray)
    {
        EndHeader();
        if (_levels.TryPeek(out Level? parent))
        {
            parent.IsEmpty = false;
            StartLine();
            if (_name is not null)
            {
                // The line stays open: an empty object or array is told on it.
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
