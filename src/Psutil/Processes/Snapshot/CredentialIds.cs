namespace Psutil;

/// <summary>The ids of the users, or of the groups, that a process acts as. Unix.</summary>
/// <remarks>Linux: <c>Uid</c> and <c>Gid</c> of <c>/proc/PID/status</c>. macOS, BSD: the kernel's process table.</remarks>
public readonly record struct CredentialIds
{
    /// <summary>The real id: that of the user or group that started the process.</summary>
    public required uint Real { get; init; }

    /// <summary>The effective id: that of the user or group whose rights the process has.</summary>
    public required uint Effective { get; init; }

    /// <summary>The saved id: that of the user or group whose rights the process can take again.</summary>
    public required uint Saved { get; init; }
}
