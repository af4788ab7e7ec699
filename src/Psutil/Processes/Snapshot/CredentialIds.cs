namespace Psutil;

/// <summary>The ids of the users, or of the groups, that a process acts as. Unix.</summary>
/// <remarks>Linux: <c>Uid</c> and <c>Gid</c> of <c>/proc/PID/status</c>. BSD, macOS: the process's record.</remarks>
public readonly record struct CredentialIds
{
    /// <summary>The user or group that started the process.</summary>
    public required uint Real { get; init; }

    /// <summary>The user or group whose rights the process has.</summary>
    public required uint Effective { get; init; }

    /// <summary>The user or group whose rights the process may take again.</summary>
    public required uint Saved { get; init; }
}
