using Psutil.Tool.Platform;

namespace Psutil.Tool.Text;

/// <summary>Where text goes and what it can show.</summary>
internal sealed record Terminal
{
    /// <summary>Whether a person's terminal is at the other end, not a pipe or a file.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Columns to arrange things in.</summary>
    public int Width { get; init; } = TerminalSize.Default.Width;

    /// <summary>Lines to arrange things in.</summary>
    public int Height { get; init; } = TerminalSize.Default.Height;

    public bool HasColor { get; init; }

    /// <summary>Whether more than ASCII may be drawn. Into a pipe, no.</summary>
    public bool HasUnicode { get; init; }

    /// <summary>
    /// Whether nothing but ASCII may come out, so that names are escaped too: a terminal that is not UTF-8 would obey some bytes of theirs.
    /// </summary>
    public bool IsAscii { get; init; }

    /// <summary>Whether a screen can be drawn over.</summary>
    public bool CanRedraw { get; init; }

    /// <summary>How wide a line may be; null into a pipe, which gets every line whole.</summary>
    public int? LineLimit => IsTerminal ? Width : null;

    /// <summary>What standard output is, by the environment.</summary>
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

    /// <summary>A text as it may be written here: without anything that a terminal would obey, or floods of what takes no column.</summary>
    public string MakeSafe(string text)
    {
        string safe = OSText.Escape(text);
        return IsAscii ? AsciiText.Escape(safe) : CombiningMarks.Limit(safe);
    }

    // The C library's order: the first of these that is set and not empty names the locale.
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
