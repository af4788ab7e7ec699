namespace Psutil.Platforms.Nvidia.Interop;

/// <summary><c>nvmlClockType_t</c>.</summary>
internal enum NvmlClock : uint
{
    Graphics = 0,
    Memory = 2,
}
