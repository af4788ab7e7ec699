namespace Psutil;

/// <summary>A system call that failed: the call, its target and the error.</summary>
public readonly record struct SystemCallError
{
    /// <summary>The system call with its target, such as <c>openat(/proc/7/environ)</c>.</summary>
    public required string SystemCall { get; init; }

    /// <summary>The error code of the operating system: errno, NTSTATUS or a Win32 error; of NVIDIA's library (NVML) its own.</summary>
    public required int ErrorCode { get; init; }

    /// <summary>The name and meaning of the error code, such as <c>EACCES, permission denied</c>.</summary>
    public required string Description { get; init; }

    /// <summary>The call and the error: <c>openat(/proc/7/environ): EACCES, permission denied</c>.</summary>
    public override string ToString() => $"{SystemCall}: {Description}";
}
