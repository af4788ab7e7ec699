using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Psutil.AspNetCore.Security;

/// <summary>The token that clients must present, and the sessions of those that logged in with it.</summary>
internal sealed class AccessToken
{
    /// <summary>How long a session lasts.</summary>
    public static readonly TimeSpan SessionLength = TimeSpan.FromHours(12);

    private const int ShortestLength = 16;
    private readonly byte[] _digest;
    private readonly byte[] _sessionKey;

    /// <exception cref="ArgumentException">The token is too short, or has characters other than printable ASCII.</exception>
    public AccessToken(string token)
    {
        Check(token);
        _digest = Digest(token);
        // Sessions outlive a restart of the server, and end when the token changes.
        _sessionKey = HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), "psutil session"u8);
    }

    /// <inheritdoc cref="AccessToken(string)"/>
    public static void Check(string token)
    {
        if (token.Length < ShortestLength)
        {
            throw new ArgumentException($"The token is shorter than {ShortestLength} characters.", nameof(token));
        }

        if (token.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new ArgumentException("The token has a character that is not printable ASCII, or a blank.", nameof(token));
        }
    }

    /// <summary>Whether a text is the token. The time it takes does not depend on how much of it is right.</summary>
    public bool Matches(string text) => CryptographicOperations.FixedTimeEquals(Digest(text), _digest);

    /// <summary>The value of the cookie of a new session: when it ends, and the proof that this server said so.</summary>
    public string StartSession(DateTimeOffset now)
    {
        string end = (now + SessionLength).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"{end}.{Sign(end)}";
    }

    /// <summary>Whether a cookie is that of a session that has not ended.</summary>
    public bool IsSession(string cookie, DateTimeOffset now)
    {
        int dot = cookie.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            return false;
        }

        string end = cookie[..dot];
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(cookie[(dot + 1)..]), Encoding.UTF8.GetBytes(Sign(end)))
            && long.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
            && now.ToUnixTimeSeconds() < seconds;
    }

    private string Sign(string end) => Base64Url.EncodeToString(HMACSHA256.HashData(_sessionKey, Encoding.UTF8.GetBytes(end)));

    // Of equal length, whatever the text.
    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
