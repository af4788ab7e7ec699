namespace Psutil.Platforms.Linux;

/// <summary>Names of terminals by their device numbers, as in a process's <c>stat</c>.</summary>
internal sealed class LinuxTerminals(LinuxRoots roots)
{
    // Documentation/admin-guide/devices.txt: UNIX98 pseudo-terminals, 256 to each of eight majors; virtual consoles and serial ports.
    private const int FirstPseudoTerminalMajor = 136;
    private const int LastPseudoTerminalMajor = 143;
    private const int ConsoleMajor = 4;
    private const int FirstSerialMinor = 64;

    /// <summary>The terminal's path, such as <c>/dev/pts/0</c>; null for an unknown device number.</summary>
    public string? Find(int number)
    {
        // include/linux/kdev_t.h, new_encode_dev: the minor's low byte, twelve bits of major, the rest of the minor.
        int major = (number >> 8) & 0xFFF;
        int minor = (number & 0xFF) | ((number >> 12) & 0xFFF00);
        if (major is >= FirstPseudoTerminalMajor and <= LastPseudoTerminalMajor)
        {
            return string.Create(CultureInfo.InvariantCulture, $"/dev/pts/{(major - FirstPseudoTerminalMajor) * 256 + minor}");
        }

        if (FindInSysfs(major, minor) is { } name)
        {
            return $"/dev/{name}";
        }

        return major != ConsoleMajor ? null
            : minor < FirstSerialMinor ? string.Create(CultureInfo.InvariantCulture, $"/dev/tty{minor}")
            : string.Create(CultureInfo.InvariantCulture, $"/dev/ttyS{minor - FirstSerialMinor}");
    }

    private string? FindInSysfs(int major, int minor)
    {
        const string Key = "DEVNAME=";
        string? uevent = roots.Sys.TryReadText(string.Create(CultureInfo.InvariantCulture, $"dev/char/{major}:{minor}/uevent"));
        foreach (string line in uevent?.Split('\n') ?? [])
        {
            if (line.StartsWith(Key, StringComparison.Ordinal))
            {
                return line[Key.Length..];
            }
        }

        return null;
    }
}
