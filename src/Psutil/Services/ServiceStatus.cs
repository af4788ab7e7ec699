namespace Psutil;

/// <summary>What a service is doing, with Windows' numbers.</summary>
public enum ServiceStatus
{
    /// <summary>It does not run.</summary>
    Stopped = 1,

    /// <summary>It is being started.</summary>
    StartPending = 2,

    /// <summary>It is being stopped.</summary>
    StopPending = 3,

    /// <summary>It runs.</summary>
    Running = 4,

    /// <summary>It is being continued.</summary>
    ContinuePending = 5,

    /// <summary>It is being paused.</summary>
    PausePending = 6,

    /// <summary>It is paused.</summary>
    Paused = 7,
}
