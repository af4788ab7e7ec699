namespace Psutil.Platforms.Windows;

/// <summary>A GPU that was found.</summary>
/// <param name="Adapter">What it is divided into.</param>
/// <param name="Draft">Its values; without most of them if they were not asked for.</param>
internal sealed record WindowsGpu(WindowsGpuAdapter Adapter, GpuDraft Draft);
