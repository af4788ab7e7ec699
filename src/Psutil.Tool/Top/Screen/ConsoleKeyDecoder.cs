using System.Text;

namespace Psutil.Tool.Top.Screen;

/// <summary>Converts the key events of a Windows console to keys. Unknown ones are dropped.</summary>
internal sealed class ConsoleKeyDecoder
{
    private char? _highSurrogate;

    /// <summary>The key; null if it has no meaning here, or is the first half of a character beyond U+FFFF.</summary>
    public Key? Decode(ConsoleKeyInfo info)
    {
        char? high = _highSurrogate;
        _highSurrogate = null;
        if (char.IsHighSurrogate(info.KeyChar))
        {
            _highSurrogate = info.KeyChar;
            return null;
        }

        if (char.IsLowSurrogate(info.KeyChar))
        {
            return high is { } first ? new Key(KeyCode.Character, new Rune(first, info.KeyChar)) : null;
        }

        return NamedKey(info) ?? CharacterKey(info);
    }

    // Modifiers are ignored, as in a terminal's sequences.
    private static Key? NamedKey(ConsoleKeyInfo info) =>
        info.Key switch
        {
            ConsoleKey.Enter => new Key(KeyCode.Enter),
            ConsoleKey.Escape => new Key(KeyCode.Escape),
            ConsoleKey.Tab => new Key(info.Modifiers.HasFlag(ConsoleModifiers.Shift) ? KeyCode.BackTab : KeyCode.Tab),
            ConsoleKey.Backspace => new Key(KeyCode.Backspace),
            ConsoleKey.Delete => new Key(KeyCode.Delete),
            ConsoleKey.UpArrow => new Key(KeyCode.Up),
            ConsoleKey.DownArrow => new Key(KeyCode.Down),
            ConsoleKey.LeftArrow => new Key(KeyCode.Left),
            ConsoleKey.RightArrow => new Key(KeyCode.Right),
            ConsoleKey.PageUp => new Key(KeyCode.PageUp),
            ConsoleKey.PageDown => new Key(KeyCode.PageDown),
            ConsoleKey.Home => new Key(KeyCode.Home),
            ConsoleKey.End => new Key(KeyCode.End),
            >= ConsoleKey.F1 and <= ConsoleKey.F10 => new Key(KeyCode.F1 + (info.Key - ConsoleKey.F1)),
            _ => null,
        };

    private static Key? CharacterKey(ConsoleKeyInfo info)
    {
        // AltGr is Control and Alt together.
        bool hasAlt = info.Modifiers.HasFlag(ConsoleModifiers.Alt);
        bool isAltGr = hasAlt && info.Modifiers.HasFlag(ConsoleModifiers.Control);
        return info.KeyChar switch
        {
            // A key with Alt has no meaning here.
            _ when hasAlt && !isAltGr => null,

            // Pasted text arrives without key codes.
            '\r' or '\n' when info.Key == default => new Key(KeyCode.Enter),
            '\t' when info.Key == default => new Key(KeyCode.Tab),
            '\e' => new Key(KeyCode.Escape),
            >= '\x01' and <= '\x1A' when !isAltGr => Key.Control((char)(info.KeyChar + 0x60)),
            var character when char.IsControl(character) => null,
            var character => Key.Of(character),
        };
    }
}
