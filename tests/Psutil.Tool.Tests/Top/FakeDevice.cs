using Psutil.Tool.Platform;

namespace Psutil.Tool.Tests.Top;

/// <summary>A terminal that writes down, in order, what is done to it.</summary>
internal sealed class FakeDevice : ITerminalDevice
{
    private readonly List<string> _log = [];

    public (int Width, int Height)? Size { get; set; } = (80, 24);

    public bool ReportsResize { get; init; }

    public bool SendsMouse { get; init; }

    /// <summary>Whether it takes what is written.</summary>
    public bool IsThere { get; set; } = true;

    /// <summary>What was done, one thing a line; escape sequences with <c>^</c> for Escape.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return string.Join('\n', _log);
            }
        }
    }

    public string Mode { get; private set; } = "cooked";

    public ITerminalMode ReadMode() => new FakeMode(this, Mode);

    public bool TryWrite(string text)
    {
        Note(text.Replace('\e', '^'));
        return IsThere;
    }

    public void GiveBack(ITerminalMode before, string sequences)
    {
        before.TryApply();
        TryWrite(sequences);
    }

    public void Note(string what)
    {
        lock (_log)
        {
            _log.Add(what);
        }
    }

    private sealed record FakeMode(FakeDevice Device, string Name) : ITerminalMode
    {
        public ITerminalMode ToRaw() => this with { Name = "raw " + Name };

        public void Apply() => TryApply();

        public bool TryApply()
        {
            Device.Mode = Name;
            Device.Note(Name);
            return true;
        }

        public bool IsSameAs(ITerminalMode other) => Equals(other);
    }
}
