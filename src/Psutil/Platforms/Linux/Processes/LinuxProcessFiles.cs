using System.Runtime.CompilerServices;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>Reads a process's directories: its descriptors and its threads.</summary>
[SkipLocalsInit]
internal sealed class LinuxProcessFiles(LinuxRoots roots)
{
    /// <summary>PATH_MAX: the longest path that the kernel returns.</summary>
    public const int LongestPath = 4096;

    private const int DirectoryBufferSize = 4096;
    private const string DeletedMark = " (deleted)";

    private FileTree Proc => roots.Proc;

    /// <summary>How many descriptors a process has; null, with the failure noted, if its directory cannot be read.</summary>
    public int? CountDescriptors(int pid, ref CaptureFailures failures)
    {
        if (!TryOpenFolder(pid, "fd"u8, "fd", ProcessFields.FileDescriptorCount, ref failures, out int descriptor))
        {
            return null;
        }

        int count = 0;
        using DirectoryReader entries = new(descriptor, stackalloc byte[DirectoryBufferSize]);
        while (entries.MoveNext())
        {
            count++;
        }

        return count;
    }

    /// <summary>
    /// The regular files that a process has open; null, with the failure noted, if its directory cannot be read. Descriptors that are
    /// closed meanwhile are left out.
    /// </summary>
    public IReadOnlyList<ProcessOpenFile>? ReadOpenFiles(int pid, ref CaptureFailures failures)
    {
        if (!TryOpenFolder(pid, "fd"u8, "fd", ProcessFields.OpenFiles, ref failures, out int descriptor))
        {
            return null;
        }

        List<ProcessOpenFile> files = [];
        using DirectoryReader entries = new(descriptor, stackalloc byte[DirectoryBufferSize]);
        while (entries.MoveNext())
        {
            if (!Ascii.TryParse(entries.Current, out int number))
            {
                continue;
            }

            ReadResult result = ReadOpenFile(pid, number, out ProcessOpenFile? file);
            if (result.Failed && result.Error is Errno.EACCES or Errno.EPERM)
            {
                failures.Add(ProcessFields.OpenFiles, $"fd/{number}", result);
                return null;
            }

            if (file is not null)
            {
                files.Add(file);
            }
        }

        return files;
    }

    /// <summary>
    /// A process's threads, by number; null, with the failure noted, if its directory cannot be read. Threads that end meanwhile are left
    /// out.
    /// </summary>
    public IReadOnlyList<ProcessThreadInfo>? ReadThreads(int pid, ref CaptureFailures failures)
    {
        if (!TryOpenFolder(pid, "task"u8, "task", ProcessFields.Threads, ref failures, out int descriptor))
        {
            return null;
        }

        List<ProcessThreadInfo> threads = [];
        Span<byte> room = stackalloc byte[KernelPath.Room];
        Span<byte> text = stackalloc byte[1024];
        using DirectoryReader entries = new(descriptor, stackalloc byte[DirectoryBufferSize]);
        while (entries.MoveNext())
        {
            if (!Ascii.TryParse(entries.Current, out int id))
            {
                continue;
            }

            KernelPath path = new(room);
            path.Append(pid);
            path.Append("/task/"u8);
            path.Append(id);
            path.Append("/stat"u8);
            ReadResult result = Proc.Read(path.Terminated, text);
            if (!result.Failed && ProcPidStat.TryParse(text[..result.Value], out ProcPidStat stat, out _))
            {
                threads.Add(
                    new ProcessThreadInfo
                    {
                        Id = id,
                        Name = OSText.GetString(text[stat.Name]),
                        Status = stat.Status,
                        User = LinuxTime.FromTicks(stat.UserTicks),
                        System = LinuxTime.FromTicks(stat.SystemTicks),
                    }
                );
            }
        }

        threads.Sort(static (left, right) => left.Id.CompareTo(right.Id));
        return threads;
    }

    /// <summary>The text up to the first NUL: old kernels wrote garbage after it.</summary>
    public static ReadOnlySpan<byte> UpToNul(ReadOnlySpan<byte> text) => text.IndexOf((byte)0) is >= 0 and var end ? text[..end] : text;

    /// <summary>Whether a path ends as the kernel writes a deleted file's.</summary>
    public static bool HasDeletedMark(string path) => path.EndsWith(DeletedMark, StringComparison.Ordinal) && path.StartsWith('/');

    /// <summary>
    /// A path without the suffix that the kernel appends for a deleted file; a file whose real name ends like this keeps its name. This can
    /// wait, because the process may have chosen a path to a server that does not answer.
    /// </summary>
    public string WithoutDeletedMark(string path, out bool isDeleted)
    {
        isDeleted = HasDeletedMark(path) && !roots.Root.ExistsWithoutMounting(path.TrimStart('/'));
        return isDeleted ? path[..^DeletedMark.Length] : path;
    }

    /// <summary>The same of the text of a link in <c>/proc/PID</c>, which leads to the file itself.</summary>
    public string WithoutDeletedMark(string path, ReadOnlySpan<byte> link, out bool isDeleted)
    {
        // A file without any name need not be looked up by one. One that has a second name still has a mark, but no name to find it by.
        if (HasDeletedMark(path) && !Proc.GetStatus(link, out FileStatus status).Failed && status.LinkCount == 0)
        {
            isDeleted = true;
            return path[..^DeletedMark.Length];
        }

        return WithoutDeletedMark(path, out isDeleted);
    }

    /// <summary>One descriptor's file; none if it is not a regular file or was closed meanwhile.</summary>
    private ReadResult ReadOpenFile(int pid, int number, out ProcessOpenFile? file)
    {
        file = null;
        Span<byte> room = stackalloc byte[KernelPath.Room];
        Span<byte> target = stackalloc byte[LongestPath];
        ReadOnlySpan<byte> link = PathOf(pid, "/fd/"u8, number, room);
        ReadResult result = Proc.ReadLink(link, target);
        if (result.Failed || target[0] != (byte)'/')
        {
            return result;
        }

        ReadOnlySpan<byte> bytes = UpToNul(target[..result.Value]);

        // Anonymous shared memory looks like a deleted file (mm/shmem.c, ipc/shm.c), but is not a file that a user could look for.
        if (
            bytes.StartsWith("/memfd:"u8)
            || bytes.StartsWith("/SYSV"u8)
            || bytes.StartsWith("/dev/zero (deleted)"u8)
            || bytes.StartsWith("/["u8)
        )
        {
            return result;
        }

        string path = OSText.GetString(bytes);
        ReadResult statResult = Proc.GetStatus(link, out FileStatus status);
        if (statResult.Failed)
        {
            // Without statx (before Linux 4.11) only the name can be compared.
            if (statResult.Error != Errno.ENOSYS || !roots.IsLocalRoot || !File.Exists(path))
            {
                return result;
            }
        }
        else if (!status.IsRegularFile)
        {
            return result;
        }

        Span<byte> text = stackalloc byte[1024];
        ReadResult info = Proc.Read(PathOf(pid, "/fdinfo/"u8, number, room), text);
        if (info.Failed && info.Error is Errno.ENOENT or Errno.ESRCH)
        {
            return result;
        }

        path = WithoutDeletedMark(path, link, out bool isDeleted);
        file =
            !info.Failed && ProcPidFdinfo.TryParse(text[..info.Value], out long position, out int flags, out _)
                ? new ProcessOpenFile
                {
                    Path = path,
                    FileDescriptor = number,
                    Position = position,
                    Mode = ProcPidFdinfo.ModeOf(flags),
                    Flags = flags,
                    IsDeleted = isDeleted,
                }
                : new ProcessOpenFile
                {
                    Path = path,
                    FileDescriptor = number,
                    IsDeleted = isDeleted,
                };
        return result;
    }

    private static ReadOnlySpan<byte> PathOf(int pid, ReadOnlySpan<byte> folder, int number, Span<byte> room)
    {
        KernelPath path = new(room);
        path.Append(pid);
        path.Append(folder);
        path.Append(number);
        return path.Terminated;
    }

    private bool TryOpenFolder(
        int pid,
        ReadOnlySpan<byte> folderBytes,
        string folder,
        ProcessFields field,
        ref CaptureFailures failures,
        out int descriptor
    )
    {
        Span<byte> room = stackalloc byte[KernelPath.Room];
        ReadResult opened = Proc.OpenDirectory(KernelPath.OfProcess(pid, folderBytes, room));
        descriptor = opened.Value;
        if (opened.Failed)
        {
            failures.Add(field, folder, opened);
        }

        return !opened.Failed;
    }
}
