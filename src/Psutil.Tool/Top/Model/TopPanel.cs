namespace Psutil.Tool.Top.Model;

/// <summary>A line of the header.</summary>
internal enum TopPanel
{
    Cpu,
    Memory,
    Swap,
    Network,
    Disks,
}
