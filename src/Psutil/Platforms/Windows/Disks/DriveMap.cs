using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>
/// The drive letters at one moment, which give the kernel's paths the form that people know. Read once for a whole capture: each letter
/// costs a call.
/// </summary>
internal sealed class DriveMap
{
    private readonly IReadOnlyDictionary<string, string> _devices = WindowsDrives.ReadDevices();
    private readonly string? _windowsFolder = Kernel32.WindowsFolder;

    /// <summary>Converts a kernel path to a drive path.</summary>
    public string ToDos(string path) => DevicePath.ToDos(path, _devices, _windowsFolder);
}
