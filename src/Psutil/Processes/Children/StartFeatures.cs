namespace Psutil;

/// <summary>The start options that an operating system offers, other than those that are fields of a process.</summary>
[Flags]
public enum StartFeatures
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><see cref="StartOptions.NewSession"/>.</summary>
    NewSession = 1,

    /// <summary><see cref="StartOptions.NewProcessGroup"/>.</summary>
    NewProcessGroup = 2,

    /// <summary><see cref="StartOptions.DieWithParent"/>.</summary>
    DieWithParent = 4,

    /// <summary><see cref="StartOptions.Cgroup"/>.</summary>
    Cgroup = 8,

    /// <summary><see cref="StartOptions.NewCgroup"/>.</summary>
    NewCgroup = 16,
}
