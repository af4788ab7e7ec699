using Psutil.Tool.Platform;

namespace Psutil.Tool.Text;

/// <summary>The destination of text, and its capabilities.</summary>
internal sealed record Terminal
{
    /// <summary>Whether it is a user's terminal, not a pipe or a file.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>The number of columns for the layout.</summary>
    public int Width { get; init; } = TerminalSize.Default.Width;

    /// <summary>The number of lines for the layout.</summary>
    public int Height { get; init; } = TerminalSize.Default.Height;

    public bool HasColor { get; init; }

    /// <summary>Whether characters other than ASCII may be drawn. Not into a pipe.</summary>
    public bool HasUnicode { get; init; }

    /// <summary>
    /// Whether only ASCII may be written, so that names are escaped too: a terminal that does not use UTF-8 could interpret some of their
    /// bytes as control characters.
    /// </summary>
    public bool IsAscii { get; init; }

    /// <summary>Whether the screen can be redrawn.</summary>
    public bool CanRedraw { get; init; }

    /// <summary>The maximum width of a line; null into a pipe, where lines are not cut.</summary>
    public int? LineLimit => IsTerminal ? Width : null;

    /// <summary>The kind of standard output, according to the environment.</summary>
    public static Terminal Detect(Func<string, string?> environment, bool isTerminal, Func<(int Width, int Height)?> size)
    {
        (int width, int height) = (isTerminal ? size() : null) ?? TerminalSize.Default;
        if (int.TryParse(environment("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out int columns) && columns > 0)
        {
            width = columns;
        }

        bool isDumb = environment("TERM") == "dumb";
        bool isUtf8 = IsUtf8(environment);
        return new Terminal
        {
            IsTerminal = isTerminal,
            Width = width > 0 ? width : TerminalSize.Default.Width,
            Height = height > 0 ? height : TerminalSize.Default.Height,
            HasColor = ColorPolicy.HasColor(environment, isTerminal),
            HasUnicode = isTerminal && !isDumb && isUtf8,
            IsAscii = isTerminal && !isUtf8,
            CanRedraw = isTerminal && !isDumb,
        };
    }

    /// <summary>A text that can be written here: without control characters, and with a limited number of combining marks.</summary>
    public string MakeSafe(string text)
    {
        string safe = OSText.Escape(text);
        return IsAscii ? AsciiText.Escape(safe) : CombiningMarks.Limit(safe);
    }

    // The C library's order: the first of these variables that is set and not empty names the locale.
    private static bool IsUtf8(Func<string, string?> environment)
    {
        foreach (string name in (ReadOnlySpan<string>)["LC_ALL", "LC_CTYPE", "LANG"])
        {
            if (environment(name) is { Length: > 0 } locale)
            {
                return locale.Contains("UTF-8", StringComparison.OrdinalIgnoreCase)
                    || locale.Contains("utf8", StringComparison.OrdinalIgnoreCase);
            }
        }

        return TerminalEnvironment.IsUtf8ByDefault;
    }
}
