namespace Psutil;

/// <summary>A system call that failed: what was called, on what, and what the operating system answered.</summary>
/// <param name="SystemCall">The call with what it was called on, such as <c>openat(/proc/7/environ)</c>.</param>
/// <param name="ErrorCode">The code that the operating system gave: errno, NTSTATUS or a Win32 error.</param>
/// <param name="Description">The code's name and meaning, such as <c>EACCES, permission denied</c>.</param>
public readonly record struct SystemCallError(string SystemCall, int ErrorCode, string Description)
{
    /// <summary>The call and the answer: <c>openat(/proc/7/environ): EACCES, permission denied</c>.</summary>
    public override string ToString() => $"{SystemCall}: {Description}";
}
