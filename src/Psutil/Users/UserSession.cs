namespace Psutil;

/// <summary>A user's login.</summary>
/// <param name="Name">The user's name.</param>
/// <param name="Terminal">The terminal, such as <c>pts/0</c>; null if the session has none.</param>
/// <param name="Host">The host logged in from; null if local or unknown.</param>
/// <param name="Started">When the session began; null where the operating system does not tell.</param>
/// <param name="Pid">The process that holds the session (the login process or its leader); null where the operating system does not
/// tell.</param>
public sealed record UserSession(string Name, string? Terminal, string? Host, DateTimeOffset? Started, int? Pid);
