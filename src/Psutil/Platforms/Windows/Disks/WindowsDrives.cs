using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows;

/// <summary>The device of each drive letter.</summary>
internal static class WindowsDrives
{
    /// <summary>The roots (<c>C:\</c>) of the drives that have a letter.</summary>
    public static IEnumerable<string> Roots()
    {
        uint letters = Kernel32.DriveLetters;
        for (int index = 0; index < 26; index++)
        {
            if ((letters & (1u << index)) != 0)
            {
                yield return $@"{(char)('A' + index)}:\";
            }
        }
    }

    /// <summary>The drive of each device that has one.</summary>
    public static IReadOnlyDictionary<string, string> ReadDevices()
    {
        Dictionary<string, string> drives = new(StringComparer.OrdinalIgnoreCase);
        foreach (string root in Roots())
        {
            string drive = root[..2];
            if (Kernel32.QueryDosDevice(drive) is { } device)
            {
                drives.TryAdd(device, drive);
            }
        }

        return drives;
    }
}
