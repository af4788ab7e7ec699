namespace Psutil;

/// <summary>The process has ended but its parent has not collected it yet, so the operating system cannot tell what was asked.</summary>
public sealed class ZombieProcessException : NoSuchProcessException
{
    /// <summary>Makes the exception for the zombie.</summary>
    public ZombieProcessException(int pid, string? name = null, int? parentPid = null, SystemCallError? error = null)
        : base(pid, name, error, $"{Describe(pid, name)} is a zombie{Parent(parentPid)}{Because(error)}") => ParentPid = parentPid;

    /// <summary>The parent that has not collected it yet, if known.</summary>
    public int? ParentPid { get; }

    private static string Parent(int? pid) =>
        pid is { } known ? string.Create(CultureInfo.InvariantCulture, $", not yet collected by its parent {known}") : "";
}
