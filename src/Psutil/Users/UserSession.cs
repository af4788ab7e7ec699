namespace Psutil;

/// <summary>The session of a logged-in user.</summary>
public sealed record UserSession
{
    /// <summary>The user's name.</summary>
    public required string Name { get; init; }

    /// <summary>The terminal, such as <c>pts/0</c>; null if the session has none.</summary>
    public string? Terminal { get; init; }

    /// <summary>The host that the user logged in from; null if local or unknown.</summary>
    public string? Host { get; init; }

    /// <summary>When the session began; null if unknown.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>The PID of the login process or the session leader; null if unknown. Linux, NetBSD, FreeBSD, macOS.</summary>
    public int? Pid { get; init; }
}
