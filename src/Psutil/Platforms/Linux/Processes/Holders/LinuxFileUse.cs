using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// How one process holds a file. The links in /proc are opened, not read as text: they lead to the file even if it was renamed or deleted.
/// </summary>
internal sealed class LinuxFileUse
{
    private const int ListingSize = 4096;
    private const int MapsSize = 64 * 1024;

    // A process may hold any number of files.
    private const int MostPaths = 64;

    // PATH_MAX (linux/limits.h), and what the kernel adds to the path of a file without a name.
    private const int LongestPath = 4096 + 16;

    private static readonly (byte[] Link, FileUse Use)[] Links =
    [
        ("exe"u8.ToArray(), FileUse.Executable),
        ("cwd"u8.ToArray(), FileUse.WorkingDirectory),
        ("root"u8.ToArray(), FileUse.RootDirectory),
    ];

    private readonly FileTree _proc;
    private readonly int _pid;
    private readonly LinuxFileTarget _target;
    private readonly List<int> _descriptors = [];
    private readonly List<string> _paths = [];

    private LinuxFileUse(FileTree proc, int pid, LinuxFileTarget target)
    {
        _proc = proc;
        _pid = pid;
        _target = target;
    }

    public FileUse Use { get; private set; }

    public IReadOnlyList<int> Descriptors => _descriptors;

    /// <summary>The paths of what it holds below a directory; null if only a file is searched for.</summary>
    public IReadOnlyList<string>? Paths => _target.IncludesContents ? _paths : null;

    /// <summary>The first item that could not be read although the process exists; null if all were read.</summary>
    public Unavailability? Missing { get; private set; }

    /// <summary>Why nothing is known of what could not be looked at in time.</summary>
    public static Unavailability OutOfTime => new() { Reason = UnavailableReason.TimedOut };

    public static LinuxFileUse Find(FileTree proc, int pid, LinuxFileTarget target, scoped ref LinuxCaptureScope scope)
    {
        LinuxFileUse use = new(proc, pid, target);
        if (scope.TryBeginWait(WaitKind.Files))
        {
            use.FindLinks();
            scope.EndWait();
        }
        else
        {
            use.Missing = OutOfTime;
        }

        if (scope.TryBeginWait(WaitKind.MemoryMap))
        {
            use.FindMaps();
            scope.EndWait();
        }
        else
        {
            use.Missing ??= OutOfTime;
        }

        use._descriptors.Sort();
        return use;
    }

    private void FindLinks()
    {
        FindDescriptors();
        Span<byte> room = stackalloc byte[KernelPath.Room];
        foreach ((byte[] link, FileUse kind) in Links)
        {
            if (IsTarget(KernelPath.OfProcess(_pid, link, room)))
            {
                Use |= kind;
            }
        }
    }

    private void FindDescriptors()
    {
        Span<byte> room = stackalloc byte[KernelPath.Room];
        ReadOnlySpan<byte> folder = KernelPath.OfProcess(_pid, "fd"u8, room);
        ReadResult opened = _proc.OpenDirectory(folder);
        if (opened.Failed)
        {
            Note(opened, folder);
            return;
        }

        using DirectoryReader entries = new(opened.Value, stackalloc byte[ListingSize]);
        while (entries.MoveNext())
        {
            if (Ascii.TryParseDigits(entries.Current, out int descriptor))
            {
                KernelPath path = new(room);
                path.Append(_pid);
                path.Append("/fd/"u8);
                path.Append(descriptor);
                if (IsTarget(path.Terminated))
                {
                    Use |= FileUse.Open;
                    _descriptors.Add(descriptor);
                }
            }
        }

        if (entries.Error != 0)
        {
            Note(ReadResult.Failure("getdents64", entries.Error), folder);
        }
    }

    private void FindMaps()
    {
        Span<byte> room = stackalloc byte[KernelPath.Room];
        ReadOnlySpan<byte> path = KernelPath.OfProcess(_pid, "maps"u8, room);
        RentedBuffer buffer = new(MapsSize);
        try
        {
            ReadResult read = _proc.ReadToEnd(path, ref buffer);
            if (read.Failed)
            {
                Note(read, path);
                return;
            }

            ProcPidMaps regions = new(buffer.Span[..read.Value]);
            while (regions.MoveNext())
            {
                if (_target.IncludesContents)
                {
                    if (_target.Includes(in regions))
                    {
                        Use |= FileUse.Mapped;
                        AddPath(regions.Path);
                    }
                }
                else if (regions.Inode == _target.Identity.Inode && IsTarget(in regions))
                {
                    Use |= FileUse.Mapped;
                    return;
                }
            }
        }
        finally
        {
            buffer.Dispose();
        }
    }

    // The region's own link is exact, but only root can open it. Otherwise the device and inode are compared and, on btrfs and overlay,
    // where the device differs from stat's, the path.
    private bool IsTarget(in ProcPidMaps region)
    {
        Span<byte> room = stackalloc byte[KernelPath.Room];
        KernelPath link = new(room);
        link.Append(_pid);
        link.Append("/map_files/"u8);
        link.Append(region.Start);
        link.Append("-"u8);
        link.Append(region.End);
        if (!_proc.GetStatus(link.Terminated, out FileStatus status).Failed)
        {
            return FileIdentity.Of(in status) == _target.Identity;
        }

        if (region.Device == _target.Identity.Device)
        {
            return true;
        }

        byte[] path = [.. KernelPath.OfProcess(_pid, "root"u8, room)[..^1], .. region.Path, 0];
        return !_proc.GetStatus(path, out status).Failed && FileIdentity.Of(in status) == _target.Identity;
    }

    private bool IsTarget(ReadOnlySpan<byte> link)
    {
        ReadResult result = _proc.GetStatus(link, out FileStatus status);
        if (result.Failed)
        {
            Note(result, link);
            return false;
        }

        return _target.IncludesContents ? IsBelow(link, in status) : _target.Includes(in status);
    }

    private bool IsBelow(ReadOnlySpan<byte> link, in FileStatus status)
    {
        Span<byte> text = stackalloc byte[LongestPath];
        ReadResult read = _proc.ReadLink(link, text);
        ReadOnlySpan<byte> path = read.Failed ? default : text[..read.Value];
        bool isBelow = _target.Includes(in status) || _target.IncludesPath(path, in status);
        if (isBelow)
        {
            AddPath(path);
        }

        return isBelow;
    }

    private void AddPath(ReadOnlySpan<byte> path)
    {
        if (!path.IsEmpty && _paths.Count < MostPaths && OSText.GetString(path) is { } text && !_paths.Contains(text))
        {
            _paths.Add(text);
        }
    }

    // What no longer exists holds nothing: a descriptor closed meanwhile, the program of a kernel thread, everything of a zombie.
    private void Note(ReadResult failure, ReadOnlySpan<byte> path)
    {
        if (failure.Error is not (Errno.ENOENT or Errno.ESRCH) && Missing is null)
        {
            UnavailableReason reason = failure.Error is Errno.EACCES or Errno.EPERM ? UnavailableReason.Denied : UnavailableReason.Failed;
            Missing = new Unavailability { Reason = reason, Error = _proc.Describe(failure, path) };
        }
    }
}
