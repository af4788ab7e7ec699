namespace Psutil;

/// <summary>How a service is started.</summary>
public enum ServiceStartType
{
    /// <summary>A start type that this version of the library does not know.</summary>
    Unknown = 0,

    /// <summary>Started by the boot loader (drivers). <c>SERVICE_BOOT_START</c>.</summary>
    Boot = 1,

    /// <summary>Started during the initialization of the kernel (drivers). <c>SERVICE_SYSTEM_START</c>.</summary>
    System = 2,

    /// <summary>Started with the operating system. <c>SERVICE_AUTO_START</c>.</summary>
    Automatic = 3,

    /// <summary>Started on demand. <c>SERVICE_DEMAND_START</c>.</summary>
    Manual = 4,

    /// <summary>Cannot be started. <c>SERVICE_DISABLED</c>.</summary>
    Disabled = 5,
}
