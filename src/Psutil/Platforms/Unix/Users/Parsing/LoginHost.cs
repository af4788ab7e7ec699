namespace Psutil.Platforms.Unix.Parsing;

/// <summary>The host that a session was opened from.</summary>
internal static class LoginHost
{
    /// <summary>
    /// The host; null if empty. A display of this machine (<c>:0</c>, <c>:0.0</c>), which display managers write instead of a host, is
    /// <c>localhost</c>.
    /// </summary>
    public static string? Parse(ReadOnlySpan<byte> host) =>
        host.IsEmpty ? null
        : IsLocalDisplay(host) ? "localhost"
        : OSText.GetString(host);

    private static bool IsLocalDisplay(ReadOnlySpan<byte> host)
    {
        if (host[0] != ':')
        {
            return false;
        }

        ReadOnlySpan<byte> display = host[1..];
        int dot = display.IndexOf((byte)'.');
        return dot < 0 ? IsNumber(display) : IsNumber(display[..dot]) && IsNumber(display[(dot + 1)..]);
    }

    private static bool IsNumber(ReadOnlySpan<byte> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
