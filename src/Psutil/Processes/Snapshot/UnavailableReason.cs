namespace Psutil;

/// <summary>Why a value is missing.</summary>
public enum UnavailableReason
{
    /// <summary>No reason: the value is not missing. Never returned.</summary>
    Unknown = 0,

    /// <summary>The caller does not have the rights to read it.</summary>
    Denied = 1,

    /// <summary>The process ended before the value could be read.</summary>
    Gone = 2,

    /// <summary>The process is a zombie, which no longer has the value.</summary>
    Zombie = 3,

    /// <summary>The operating system, its version or the root does not support it.</summary>
    NotSupported = 4,

    /// <summary>The operating system did not answer in time.</summary>
    TimedOut = 5,

    /// <summary>The operating system returned data that could not be parsed.</summary>
    Malformed = 6,

    /// <summary>Another error; <see cref="Unavailability.Error"/> has the system call that failed.</summary>
    Failed = 7,

    /// <summary>
    /// The process has no such value: a kernel thread has no memory of its own and no program, a daemon no terminal, the first process no
    /// parent.
    /// </summary>
    Absent = 8,

    /// <summary>The value was not requested. Only <see cref="ProcessSnapshot.WhyMissing"/> returns this.</summary>
    NotRequested = 9,

    /// <summary>The machine is a recorded one, and its recorder did not read the value.</summary>
    NotRecorded = 10,

    /// <summary>
    /// The kernel counts it only while it is asked to: <see cref="ProcessFields.NetworkIO"/> exists only in a <see cref="ProcessMonitor"/>.
    /// </summary>
    NotMeasured = 11,
}
