namespace Psutil.Platforms.Linux;

/// <summary>Where a GPU is in sysfs.</summary>
/// <param name="Id">Its PCI address, or the name of its device.</param>
/// <param name="Folder">Its device, below the root of sysfs.</param>
/// <param name="CardFolder">Its card in <c>class/drm</c>; null if no driver has made one.</param>
/// <param name="IsPci">Whether it is a PCI device.</param>
internal readonly record struct LinuxGpuDevice(string Id, string Folder, string? CardFolder, bool IsPci);
