using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows;

/// <summary>The machine's whole disks, <c>PhysicalDrive0</c> and on.</summary>
internal static class PhysicalDrives
{
    // Their numbers have gaps, and nothing that needs no rights lists them.
    private const int MostNumbers = 64;

    /// <summary>Each disk, opened to be asked, for the caller to dispose.</summary>
    public static IEnumerable<(string Name, SafeFileHandle Disk)> Open()
    {
        for (int number = 0; number < MostNumbers; number++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"PhysicalDrive{number}");
            if (Kernel32.OpenDevice(@"\\.\" + name, out int error) is { } disk)
            {
                yield return (name, disk);
            }
            else if (error is not (Win32Error.FileNotFound or Win32Error.PathNotFound))
            {
                PsutilEventSource.Log.SourceSkipped(name, Win32Error.ToError("CreateFileW", error).Description);
            }
        }
    }
}
