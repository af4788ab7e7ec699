using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>
/// The volumes: each drive letter, and each folder that a volume is mounted on. The properties of a volume are read with a timeout.
/// </summary>
internal static class WindowsVolumes
{
    private const string FloppyRoot = @"A:\";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // Shared by all machines, because a share that does not answer concerns all of them.
    private static readonly DeadlineCalls<string, Answer> Calls = new(Ask, "Psutil volumes", idleTime: TimeSpan.FromSeconds(5));

    public static IReadOnlyList<DiskPartition> Read(bool all)
    {
        List<DiskPartition> partitions = [];
        foreach (string root in WindowsDrives.Roots())
        {
            uint type = Kernel32.GetDriveType(root);

            // As in psutil: physical ones by default, without floppy drives, which take long to report that there is no disk.
            if (all || (type is Kernel32.DriveFixed or Kernel32.DriveOptical or Kernel32.DriveRemovable && root != FloppyRoot))
            {
                partitions.Add(Describe(root, root, type));
            }
        }

        foreach (string volume in GetVolumes())
        {
            foreach (string path in PathsOf(volume))
            {
                uint type = Kernel32.GetDriveType(path);
                if (
                    path.Length > FloppyRoot.Length
                    && (all || type is Kernel32.DriveFixed or Kernel32.DriveOptical or Kernel32.DriveRemovable)
                )
                {
                    partitions.Add(Describe(volume, path, type));
                }
            }
        }

        return partitions;
    }

    private static IReadOnlyList<string> GetVolumes()
    {
        int error = Kernel32.GetVolumes(out IReadOnlyList<string> volumes, out string call);
        if (error != Win32Error.Success)
        {
            CallFailure.Error(call, error).Note("volumes without a letter");
        }

        return volumes;
    }

    private static DiskPartition Describe(string device, string path, uint type)
    {
        if (!Calls.TryCall(path, Patience, out Answer answer))
        {
            PsutilEventSource.Log.SourceSkipped(path, "the volume did not answer in time");
        }

        return new DiskPartition
        {
            Device = device,
            MountPoint = path,
            FileSystemType = answer.FileSystem is { Length: > 0 } fileSystem ? fileSystem : null,
            Options = VolumeOptions.Format(answer.Flags, type),
        };
    }

    private static IReadOnlyList<string> PathsOf(string volume)
    {
        char[] paths = new char[1024];
        int error = Kernel32.GetVolumePaths(volume, paths, out int needed);
        if (error == Win32Error.MoreData && needed > paths.Length)
        {
            paths = new char[needed];
            error = Kernel32.GetVolumePaths(volume, paths, out needed);
        }

        if (error == Win32Error.Success)
        {
            return TextList.Parse(paths);
        }

        CallFailure.Error("GetVolumePathNamesForVolumeNameW", error).Note(volume);
        return [];
    }

    private static Answer Ask(string path)
    {
        int error = Kernel32.GetVolumeInformation(path, out string? fileSystem, out uint flags);
        if (error == Win32Error.Success)
        {
            return new Answer(fileSystem, flags);
        }

        CallFailure.Error("GetVolumeInformationW", error).Note(path);
        return default;
    }

    private readonly record struct Answer(string? FileSystem, uint? Flags);
}
