using System.Buffers;
using System.Text;

namespace Psutil.Tool.Top.Screen;

/// <summary>
/// Converts the bytes of a terminal to keys. An unknown sequence is dropped as a whole, so that no part of it acts as a key.
/// </summary>
internal sealed class KeyDecoder
{
    /// <summary>How long the rest of a sequence may take on a slow line before a lone Escape is the key.</summary>
    public static readonly TimeSpan EscapeTimeout = TimeSpan.FromMilliseconds(50);

    private const byte Escape = 0x1B;
    private const byte Delete = 0x7F;
    private const int LongestSequence = 64;

    private readonly List<byte> _pending = [];

    /// <summary>Whether bytes wait for the rest of their sequence: a lone Escape is recognized only when nothing follows.</summary>
    public bool IsIncomplete => _pending.Count > 0;

    /// <summary>Decodes the received bytes; an incomplete sequence waits for its rest.</summary>
    public IReadOnlyList<Key> Decode(ReadOnlySpan<byte> bytes)
    {
        _pending.AddRange(bytes);
        List<Key> keys = [];
        ReadOnlySpan<byte> rest = _pending.ToArray();
        while (!rest.IsEmpty)
        {
            int length = Next(rest, out Key? key);
            if (length == 0)
            {
                break;
            }

            if (key is { } known)
            {
                keys.Add(known);
            }

            rest = rest[length..];
        }

        _pending.Clear();
        _pending.AddRange(rest);
        return keys;
    }

    /// <summary>Nothing has followed for a while: a lone Escape is the key, another incomplete sequence is dropped.</summary>
    public IReadOnlyList<Key> Flush()
    {
        bool isEscape = _pending is [Escape];
        _pending.Clear();
        return isEscape ? [new Key(KeyCode.Escape)] : [];
    }

    // Returns the number of bytes of the key; 0 if it is incomplete.
    private static int Next(ReadOnlySpan<byte> bytes, out Key? key)
    {
        key = null;
        switch (bytes[0])
        {
            case Escape:
                return NextSequence(bytes, out key);
            case (byte)'\r' or (byte)'\n':
                key = new Key(KeyCode.Enter);
                return 1;
            case (byte)'\t':
                key = new Key(KeyCode.Tab);
                return 1;
            case Delete or (byte)'\b':
                key = new Key(KeyCode.Backspace);
                return 1;
            case < 0x20 and var control:
                key = Key.Control((char)(control + 0x60));
                return 1;
        }

        OperationStatus status = Rune.DecodeFromUtf8(bytes, out Rune rune, out int consumed);
        if (status == OperationStatus.NeedMoreData)
        {
            return 0;
        }

        if (status == OperationStatus.Done && !Rune.IsControl(rune))
        {
            key = new Key(KeyCode.Character, rune);
        }

        return consumed;
    }

    private static int NextSequence(ReadOnlySpan<byte> bytes, out Key? key)
    {
        key = null;
        if (bytes.Length == 1)
        {
            return 0;
        }

        switch (bytes[1])
        {
            case Escape:
                key = new Key(KeyCode.Escape);
                return 1;
            case (byte)'O':
                if (bytes.Length < 3)
                {
                    return 0;
                }

                key = FinalKey(bytes[2]);
                return 3;
            case (byte)'[':
                break;
            default:
                // A key with Alt has no meaning here.
                return 2;
        }

        // The Linux console's F1 to F5 are \e[[A to \e[[E.
        if (bytes.Length >= 3 && bytes[2] == '[')
        {
            if (bytes.Length < 4)
            {
                return 0;
            }

            key = bytes[3] is >= (byte)'A' and <= (byte)'E' ? new Key(KeyCode.F1 + bytes[3] - 'A') : null;
            return 4;
        }

        // The old report of a mouse (X10): three bytes follow, which may look like keys.
        if (bytes.Length >= 3 && bytes[2] == 'M')
        {
            const int OldReport = 6;
            return bytes.Length < OldReport ? 0 : OldReport;
        }

        for (int index = 2; index < bytes.Length; index++)
        {
            if (bytes[index] is >= 0x40 and <= 0x7E)
            {
                ReadOnlySpan<byte> parameters = bytes[2..index];
                key =
                    parameters is [(byte)'<', ..] ? MouseKey(parameters[1..], bytes[index])
                    : bytes[index] == '~' ? NumberedKey(parameters)
                    : bytes[index] == 'M' || parameters is [>= (byte)'<' and <= (byte)'?', ..] ? null
                    : FinalKey(bytes[index]);
                return index + 1;
            }
        }

        return bytes.Length > LongestSequence ? bytes.Length : 0;
    }

    // xterm's SGR report (1006): button;column;line, from 1; M is a press and m a release.
    private static Key? MouseKey(ReadOnlySpan<byte> parameters, byte final)
    {
        const int WheelUp = 64;
        const int WheelDown = 65;

        // Shift, Alt and Control.
        const int Modifiers = 4 | 8 | 16;
        Span<int> numbers = stackalloc int[3];
        for (int index = 0; index < numbers.Length; index++)
        {
            int end = index < numbers.Length - 1 ? parameters.IndexOf((byte)';') : parameters.Length;
            if (end < 0 || !int.TryParse(parameters[..end], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[index]))
            {
                return null;
            }

            parameters = parameters[Math.Min(end + 1, parameters.Length)..];
        }

        MouseKind kind = (final, numbers[0] & ~Modifiers) switch
        {
            ((byte)'M', 0) => MouseKind.Press,
            ((byte)'M', WheelUp) => MouseKind.WheelUp,
            ((byte)'M', WheelDown) => MouseKind.WheelDown,
            _ => MouseKind.Other,
        };
        return kind == MouseKind.Other || numbers[1] < 1 || numbers[2] < 1
            ? null
            : new Key(KeyCode.Mouse, Mouse: new MouseReport(kind, numbers[1] - 1, numbers[2] - 1));
    }

    private static Key? FinalKey(byte final) =>
        final switch
        {
            (byte)'A' => new Key(KeyCode.Up),
            (byte)'B' => new Key(KeyCode.Down),
            (byte)'C' => new Key(KeyCode.Right),
            (byte)'D' => new Key(KeyCode.Left),
            (byte)'H' => new Key(KeyCode.Home),
            (byte)'F' => new Key(KeyCode.End),
            (byte)'M' => new Key(KeyCode.Enter),
            (byte)'Z' => new Key(KeyCode.BackTab),
            >= (byte)'P' and <= (byte)'S' => new Key(KeyCode.F1 + final - 'P'),
            _ => null,
        };

    // Modifiers follow a semicolon and are ignored here.
    private static Key? NumberedKey(ReadOnlySpan<byte> parameters)
    {
        int semicolon = parameters.IndexOf((byte)';');
        return int.TryParse(
            semicolon < 0 ? parameters : parameters[..semicolon],
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out int number
        )
            ? number switch
            {
                1 or 7 => new Key(KeyCode.Home),
                3 => new Key(KeyCode.Delete),
                4 or 8 => new Key(KeyCode.End),
                5 => new Key(KeyCode.PageUp),
                6 => new Key(KeyCode.PageDown),
                >= 11 and <= 15 => new Key(KeyCode.F1 + number - 11),
                >= 17 and <= 21 => new Key(KeyCode.F6 + number - 17),
                _ => null,
            }
            : null;
    }
}
