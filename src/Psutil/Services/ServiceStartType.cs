namespace Psutil;

/// <summary>How a service is started, with Windows' numbers.</summary>
public enum ServiceStartType
{
    /// <summary>By the boot loader (drivers).</summary>
    Boot = 0,

    /// <summary>By the kernel's initialization (drivers).</summary>
    System = 1,

    /// <summary>With the system.</summary>
    Automatic = 2,

    /// <summary>When somebody asks for it.</summary>
    Manual = 3,

    /// <summary>Not at all.</summary>
    Disabled = 4,
}
