namespace Psutil;

/// <summary>A system call that failed: what was called, on what, and what the operating system answered.</summary>
public readonly record struct SystemCallError
{
    /// <summary>The call with what it was called on, such as <c>openat(/proc/7/environ)</c>.</summary>
    public required string SystemCall { get; init; }

    /// <summary>The code that the operating system gave: errno, NTSTATUS or a Win32 error.</summary>
    public required int ErrorCode { get; init; }

    /// <summary>The code's name and meaning, such as <c>EACCES, permission denied</c>.</summary>
    public required string Description { get; init; }

    /// <summary>The call and the answer: <c>openat(/proc/7/environ): EACCES, permission denied</c>.</summary>
    public override string ToString() => $"{SystemCall}: {Description}";
}
