namespace Psutil;

/// <summary>Why a value is missing.</summary>
public enum UnavailableReason
{
    /// <summary>No reason is known: of a value that is not missing.</summary>
    Unknown = 0,

    /// <summary>The caller may not see it.</summary>
    Denied = 1,

    /// <summary>The process ended before it could be read.</summary>
    Gone = 2,

    /// <summary>The process is a zombie, which has nothing of the kind any more.</summary>
    Zombie = 3,

    /// <summary>This operating system, its version or this root does not tell.</summary>
    NotSupported = 4,

    /// <summary>The operating system did not answer in time.</summary>
    TimedOut = 5,

    /// <summary>The operating system's answer was not understood.</summary>
    Malformed = 6,

    /// <summary>The operating system failed in another way; the error tells which.</summary>
    Failed = 7,
}
