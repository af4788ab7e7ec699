using System.Runtime.InteropServices;

namespace Psutil.Platforms.Windows.Interop;

internal static unsafe partial class Kernel32
{
    // GetDriveTypeW.
    public const uint DriveUnknown = 0;
    public const uint DriveNoRoot = 1;
    public const uint DriveRemovable = 2;
    public const uint DriveFixed = 3;
    public const uint DriveRemote = 4;
    public const uint DriveOptical = 5;
    public const uint DriveMemory = 6;

    private const uint FailCriticalErrors = 1;
    private const int MaximumPath = 260;

    private const int MostVolumes = 10_000;

    // Thousands of devices.
    private const int MostDeviceNames = 1 << 20;

    /// <summary>The drives that have a letter: bit 0 for A.</summary>
    public static uint DriveLetters => GetLogicalDrives();

    public static uint GetDriveType(string root) => GetDriveTypeW(root);

    /// <summary>The file system of a volume. May block on a network drive.</summary>
    public static int GetVolumeInformation(string root, out string? fileSystem, out uint flags)
    {
        char* name = stackalloc char[MaximumPath + 1];
        uint volumeFlags = 0;

        // Without this, a drive without a medium would show a message box.
        uint mode = 0;
        _ = SetThreadErrorMode(FailCriticalErrors, &mode);
        int error = ErrorOf(GetVolumeInformationW(root, null, 0, null, null, &volumeFlags, name, MaximumPath + 1));
        _ = SetThreadErrorMode(mode, null);
        fileSystem = error == Win32Error.Success ? new string(name) : null;
        flags = volumeFlags;
        return error;
    }

    /// <summary>The space of a folder's volume, in bytes: what the caller may use, free and in all.</summary>
    public static int GetFreeSpace(string folder, out ulong available, out ulong total)
    {
        ulong a = 0,
            t = 0;
        uint mode = 0;
        _ = SetThreadErrorMode(FailCriticalErrors, &mode);
        int error = ErrorOf(GetDiskFreeSpaceExW(folder, &a, &t, null));
        _ = SetThreadErrorMode(mode, null);
        (available, total) = (a, t);
        return error;
    }

    /// <summary>The device of a name such as <c>C:</c>; null if it has none.</summary>
    public static string? QueryDosDevice(string name)
    {
        char* target = stackalloc char[1024];
        fixed (char* device = name)
        {
            return QueryDosDeviceW(device, target, 1024) == 0 ? null : new string(target);
        }
    }

    /// <summary>The names of all devices: a list of texts, each with its NUL.</summary>
    public static int QueryDeviceNames(void* buffer, int length, out int needed)
    {
        uint characters = QueryDosDeviceW(null, (char*)buffer, (uint)length / sizeof(char));
        needed = (int)characters * sizeof(char);
        int error = ErrorOf((int)characters);

        // The call does not say how much it needs.
        return error == Win32Error.InsufficientBuffer && length >= MostDeviceNames ? Win32Error.NotEnoughMemory : error;
    }

    /// <summary>The folder of Windows.</summary>
    public static string? WindowsFolder
    {
        get
        {
            char* folder = stackalloc char[MaximumPath];
            uint length = GetWindowsDirectoryW(folder, MaximumPath);
            return length is > 0 and < MaximumPath ? new string(folder, 0, (int)length) : null;
        }
    }

    /// <summary>The names (<c>\\?\Volume{…}\</c>) of all volumes, as far as they could be listed, and the call that failed.</summary>
    public static int GetVolumes(out IReadOnlyList<string> volumes, out string call)
    {
        List<string> found = [];
        volumes = found;
        call = "FindFirstVolumeW";
        char* name = stackalloc char[MaximumPath];
        nint search = FindFirstVolumeW(name, MaximumPath);
        if (search == -1)
        {
            return Win32Error.Last;
        }

        call = "FindNextVolumeW";
        int error;
        do
        {
            found.Add(new string(name));
            error = ErrorOf(FindNextVolumeW(search, name, MaximumPath));
        } while (error == Win32Error.Success && found.Count < MostVolumes);

        _ = FindVolumeClose(search);
        return error == Win32Error.NoMoreFiles ? Win32Error.Success : error;
    }

    /// <summary>The mount points of a volume: a list of texts, each with its NUL.</summary>
    public static int GetVolumePaths(string volume, Span<char> paths, out int needed)
    {
        uint returned = 0;
        fixed (char* buffer = paths)
        {
            int error = ErrorOf(GetVolumePathNamesForVolumeNameW(volume, buffer, (uint)paths.Length, &returned));
            needed = (int)returned;
            return error;
        }
    }

    [LibraryImport(Library)]
    private static partial uint GetLogicalDrives();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf16)]
    private static partial uint GetDriveTypeW(string root);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    private static partial int GetVolumeInformationW(
        string root,
        char* name,
        uint nameLength,
        uint* serialNumber,
        uint* longestComponent,
        uint* flags,
        char* fileSystem,
        uint fileSystemLength
    );

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    private static partial int GetDiskFreeSpaceExW(string folder, ulong* available, ulong* total, ulong* free);

    [LibraryImport(Library, SetLastError = true)]
    private static partial uint QueryDosDeviceW(char* name, char* target, uint length);

    [LibraryImport(Library)]
    private static partial uint GetWindowsDirectoryW(char* folder, uint length);

    [LibraryImport(Library)]
    private static partial int SetThreadErrorMode(uint mode, uint* oldMode);

    [LibraryImport(Library, SetLastError = true)]
    private static partial nint FindFirstVolumeW(char* name, uint length);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int FindNextVolumeW(nint search, char* name, uint length);

    [LibraryImport(Library)]
    private static partial int FindVolumeClose(nint search);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    private static partial int GetVolumePathNamesForVolumeNameW(string volume, char* paths, uint length, uint* returned);
}
