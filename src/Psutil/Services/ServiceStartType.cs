namespace Psutil;

/// <summary>How a service is started.</summary>
public enum ServiceStartType
{
    /// <summary>In a way that this version of the library does not know.</summary>
    Unknown = 0,

    /// <summary>By the boot loader (drivers). <c>SERVICE_BOOT_START</c>.</summary>
    Boot = 1,

    /// <summary>By the kernel's initialization (drivers). <c>SERVICE_SYSTEM_START</c>.</summary>
    System = 2,

    /// <summary>With the system. <c>SERVICE_AUTO_START</c>.</summary>
    Automatic = 3,

    /// <summary>On demand. <c>SERVICE_DEMAND_START</c>.</summary>
    Manual = 4,

    /// <summary>Not at all. <c>SERVICE_DISABLED</c>.</summary>
    Disabled = 5,
}
