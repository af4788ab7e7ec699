using System.Diagnostics.CodeAnalysis;

namespace Psutil.Platforms.Linux.Parsing;

/// <summary>A file of <c>/run/systemd/sessions</c>: lines of <c>KEY=value</c>, quoted and escaped as in C where needed.</summary>
internal static class RunSystemdSession
{
    /// <summary>The session; false if it is not a user's, is being closed or has no user.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, [NotNullWhen(true)] out UserSession? session)
    {
        session = null;
        byte[]? name = null;
        string? terminal = null;
        string? host = null;
        DateTimeOffset? started = null;
        int? pid = null;
        bool isUser = false;
        bool isClosing = false;
        foreach (Range range in text.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = Ascii.Trim(text[range]);
            int equals = line.IndexOf((byte)'=');
            if (equals <= 0)
            {
                continue;
            }

            ReadOnlySpan<byte> key = line[..equals];
            byte[] value = Unquote(line[(equals + 1)..]);
            if (key.SequenceEqual("USER"u8))
            {
                name = value;
            }
            else if (key.SequenceEqual("CLASS"u8))
            {
                isUser = IsUserClass(value);
            }
            else if (key.SequenceEqual("STATE"u8))
            {
                isClosing = value.AsSpan().SequenceEqual("closing"u8);
            }
            else if (key.SequenceEqual("TTY"u8))
            {
                terminal = value.Length == 0 ? null : OSText.GetString(value);
            }
            else if (key.SequenceEqual("REMOTE_HOST"u8))
            {
                host = LoginHost.Parse(value);
            }
            else if (key.SequenceEqual("LEADER"u8))
            {
                pid = Ascii.TryParse(value, out int leader) && leader > 0 ? leader : null;
            }
            else if (key.SequenceEqual("REALTIME"u8))
            {
                started = Ascii.TryParse(value, out long microseconds) && microseconds > 0 ? UnixTime.FromMicroseconds(microseconds) : null;
            }
        }

        if (name is null or [] || !isUser || isClosing)
        {
            return false;
        }

        session = new UserSession
        {
            Name = OSText.GetString(name),
            Terminal = terminal,
            Host = host,
            Started = started,
            Pid = pid,
        };
        return true;
    }

    // Since version 256, root's logins and those without a service manager have separate classes. Not "user-incomplete": that login has not
    // finished.
    private static bool IsUserClass(ReadOnlySpan<byte> value) =>
        value.SequenceEqual("user"u8)
        || value.SequenceEqual("user-early"u8)
        || value.SequenceEqual("user-light"u8)
        || value.SequenceEqual("user-early-light"u8);

    private static byte[] Unquote(ReadOnlySpan<byte> value)
    {
        if (value.Length >= 2 && value[0] == '"' && value[^1] == '"')
        {
            value = value[1..^1];
        }

        byte[] bytes = new byte[value.Length];
        int length = 0;
        while (!value.IsEmpty)
        {
            bytes[length++] = Next(ref value);
        }

        return bytes[..length];
    }

    private static byte Next(ref ReadOnlySpan<byte> value)
    {
        byte character = value[0];
        if (character != '\\' || value.Length < 2)
        {
            value = value[1..];
            return character;
        }

        if (
            value.Length >= 4
            && value[1] is >= (byte)'0' and <= (byte)'3'
            && value[2] is >= (byte)'0' and <= (byte)'7'
            && value[3] is >= (byte)'0' and <= (byte)'7'
        )
        {
            byte octal = (byte)(((value[1] - '0') << 6) | ((value[2] - '0') << 3) | (value[3] - '0'));
            value = value[4..];
            return octal;
        }

        if (value.Length >= 4 && value[1] == 'x' && Ascii.TryParseHex(value[2..4], out ulong hexadecimal))
        {
            value = value[4..];
            return (byte)hexadecimal;
        }

        byte escaped = value[1] switch
        {
            (byte)'a' => (byte)'\a',
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            (byte)'n' => (byte)'\n',
            (byte)'r' => (byte)'\r',
            (byte)'t' => (byte)'\t',
            (byte)'v' => (byte)'\v',
            (byte)'s' => (byte)' ',
            _ => value[1],
        };
        value = value[2..];
        return escaped;
    }
}
