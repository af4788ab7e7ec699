using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>What is searched for: a file, or everything below a directory.</summary>
/// <param name="Identity">The file or directory itself.</param>
internal sealed record LinuxFileTarget(FileIdentity Identity)
{
    /// <summary>The mount of the directory; 0 if it is unknown or does not count.</summary>
    public ulong MountId { get; init; }

    /// <summary>Whether everything of the mount counts, because the directory is its root.</summary>
    public bool IsMountPoint { get; init; }

    /// <summary>Whether everything of the device counts. Not for a directory that is mounted again on its own device.</summary>
    public bool IsWholeDevice { get; init; }

    /// <summary>The path of the directory with a slash at its end; empty if only the file itself counts.</summary>
    public ReadOnlyMemory<byte> Folder { get; init; }

    /// <summary>Whether what is below the directory counts, too.</summary>
    public bool IncludesContents => !Folder.IsEmpty;

    /// <summary>Whether a file is the target or belongs to its file system.</summary>
    public bool Includes(in FileStatus status) =>
        FileIdentity.Of(in status) == Identity
        || (IsMountPoint && MountId != 0 && status.MountId == MountId)
        || (IsWholeDevice && FileIdentity.Of(in status).Device == Identity.Device);

    /// <summary>Whether a file with a path is below the directory, in the same file system.</summary>
    public bool IncludesPath(ReadOnlySpan<byte> path, in FileStatus status) =>
        IncludesPath(path) && ((MountId != 0 && status.MountId == MountId) || FileIdentity.Of(in status).Device == Identity.Device);

    /// <summary>Whether a mapped region is of the file system, or of a file below the directory.</summary>
    public bool Includes(in ProcPidMaps region) =>
        region.Inode != 0 && ((IsWholeDevice && region.Device == Identity.Device) || IncludesPath(region.Path));

    private bool IncludesPath(ReadOnlySpan<byte> path) => IncludesContents && path.StartsWith(Folder.Span);
}
