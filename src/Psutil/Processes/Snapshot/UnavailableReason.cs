namespace Psutil;

/// <summary>Why a value is missing.</summary>
public enum UnavailableReason
{
    /// <summary>The caller may not see it.</summary>
    Denied,

    /// <summary>The process ended before it could be read.</summary>
    Gone,

    /// <summary>The process is a zombie, which has nothing of the kind any more.</summary>
    Zombie,

    /// <summary>This operating system, its version or this root does not tell.</summary>
    NotSupported,

    /// <summary>The operating system did not answer in time.</summary>
    TimedOut,

    /// <summary>The operating system's answer was not understood.</summary>
    Malformed,

    /// <summary>The operating system failed in another way; the error tells which.</summary>
    Failed,
}
