using System.Runtime.InteropServices;

namespace Psutil.Recording.Platforms.Unix;

/// <summary>Whether a directory is the calling user's own.</summary>
internal static unsafe partial class DirectoryOwner
{
    private const UnixFileMode OthersMode =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    /// <summary>Whether files have a mode that says who may read them.</summary>
    public static bool HasModes => !OperatingSystem.IsWindows();

    /// <summary>Refuses a directory that is somebody else's, that others may enter, or that is a link.</summary>
    /// <exception cref="RecordingException">It is one of these.</exception>
    public static void Check(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        DirectoryInfo directory = new(path);
        if (directory.LinkTarget is not null)
        {
            throw new RecordingException($"{path} is a link; give the directory that it leads to");
        }

        if (OperatingSystem.IsLinux())
        {
            CheckOwner(path);
        }

        UnixFileMode mode = directory.UnixFileMode;
        if ((mode & OthersMode) != 0)
        {
            throw new RecordingException($"others may enter {path}; close it with chmod 700");
        }

        // Only the owner, or root, can.
        directory.UnixFileMode = mode;
    }

    private static void CheckOwner(string path)
    {
        StatusBuffer status;
        int result = Statx(AtFdCwd, path, AtSymlinkNoFollow, StatxUid, &status);
        uint user = GetEffectiveUser();
        if (result != 0)
        {
            throw new RecordingException($"{path}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
        }

        if (status.User != user)
        {
            throw new RecordingException(
                string.Create(CultureInfo.InvariantCulture, $"{path} belongs to the user {status.User}, and not to {user}, who records")
            );
        }
    }

    internal const int AtFdCwd = -100;
    internal const int AtSymlinkNoFollow = 0x100;
    internal const uint StatxUid = 8;

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Statx(int directory, string path, int flags, uint mask, StatusBuffer* status);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUser();

    // struct statx of include/uapi/linux/stat.h, which is the same on all architectures.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    internal struct StatusBuffer
    {
        [FieldOffset(20)]
        public uint User;
    }
}
