using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows;

/// <summary>A GPU, and what it is divided into for its statistics.</summary>
/// <param name="Id">Its PCI address, or its LUID if it is on no bus, as in a virtual machine that shares a GPU.</param>
/// <param name="Luid">What the kernel calls it.</param>
/// <param name="SegmentIsShared">Of each segment of its memory, whether that is memory of the machine.</param>
/// <param name="Engines">The name of each engine, all different.</param>
internal sealed record WindowsGpuAdapter(string Id, GraphicsLuid Luid, IReadOnlyList<bool> SegmentIsShared, IReadOnlyList<string> Engines);
