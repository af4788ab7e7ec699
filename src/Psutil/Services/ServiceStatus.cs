namespace Psutil;

/// <summary>What a service is doing.</summary>
public enum ServiceStatus
{
    /// <summary>Something that this version of the library does not know.</summary>
    Unknown = 0,

    /// <summary>It does not run. <c>SERVICE_STOPPED</c>.</summary>
    Stopped = 1,

    /// <summary>It is being started. <c>SERVICE_START_PENDING</c>.</summary>
    StartPending = 2,

    /// <summary>It is being stopped. <c>SERVICE_STOP_PENDING</c>.</summary>
    StopPending = 3,

    /// <summary>It runs. <c>SERVICE_RUNNING</c>.</summary>
    Running = 4,

    /// <summary>It is being continued. <c>SERVICE_CONTINUE_PENDING</c>.</summary>
    ContinuePending = 5,

    /// <summary>It is being paused. <c>SERVICE_PAUSE_PENDING</c>.</summary>
    PausePending = 6,

    /// <summary>It is paused. <c>SERVICE_PAUSED</c>.</summary>
    Paused = 7,
}
