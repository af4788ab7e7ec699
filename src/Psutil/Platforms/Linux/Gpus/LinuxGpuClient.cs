using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>A client of a DRM driver: which GPU it is of, and what it has used.</summary>
internal sealed record LinuxGpuClient(string Gpu, DrmFdinfo Info);
