namespace Psutil;

/// <summary>The state of a service.</summary>
public enum ServiceStatus
{
    /// <summary>A state that this version of the library does not know.</summary>
    Unknown = 0,

    /// <summary>The service is not running. <c>SERVICE_STOPPED</c>.</summary>
    Stopped = 1,

    /// <summary>The service is starting. <c>SERVICE_START_PENDING</c>.</summary>
    StartPending = 2,

    /// <summary>The service is stopping. <c>SERVICE_STOP_PENDING</c>.</summary>
    StopPending = 3,

    /// <summary>The service is running. <c>SERVICE_RUNNING</c>.</summary>
    Running = 4,

    /// <summary>The service is about to continue. <c>SERVICE_CONTINUE_PENDING</c>.</summary>
    ContinuePending = 5,

    /// <summary>The service is pausing. <c>SERVICE_PAUSE_PENDING</c>.</summary>
    PausePending = 6,

    /// <summary>The service is paused. <c>SERVICE_PAUSED</c>.</summary>
    Paused = 7,
}
