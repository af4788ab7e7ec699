namespace Psutil;

/// <summary>The start options that an operating system offers, other than those that are fields of a process.</summary>
[Flags]
internal enum StartFeatures
{
    None = 0,
    NewSession = 1,
    NewProcessGroup = 2,
    DieWithParent = 4,
    Cgroup = 8,
}
