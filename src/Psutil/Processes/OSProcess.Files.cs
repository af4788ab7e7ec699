using System.Runtime.Versioning;

namespace Psutil;

// Whether a process holds a file.
public abstract partial class OSProcess
{
    /// <summary>
    /// Whether and how the process holds a file or directory: as an open file, its program, its working or root directory, or mapped into
    /// its memory. The file is identified by its device and inode, so its other names (hard links, bind mounts, an earlier name) give the
    /// same result.
    /// </summary>
    /// <remarks>Linux, as <see cref="Processes.FindFileHolders(string, TimeSpan?)"/> does it for all processes.</remarks>
    /// <param name="path">The path of the file or directory. Symbolic links are followed.</param>
    /// <param name="timeout">The time limit: null, the default, for 30 s (<see cref="Processes.DefaultHolderTimeout"/>),
    /// <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <returns>How it holds the file; null if it does not.</returns>
    /// <exception cref="NoSuchProcessException">The process has ended.</exception>
    /// <exception cref="AccessDeniedException">The caller may not access the file or, if no use was found in what it may read of the
    /// process, not all of the process.</exception>
    /// <exception cref="SystemCallException">The file does not exist, or cannot be read.</exception>
    /// <exception cref="PsutilTimeoutException">The file system, or the process, did not answer in time.</exception>
    /// <exception cref="PsutilNotSupportedException">Finding who holds a file is not supported on this operating system: all but
    /// Linux.</exception>
    [SupportedOSPlatform("linux")]
    public FileHolder? FindFileUse(string path, TimeSpan? timeout = null)
    {
        FileHolders found = _processes.FindFileHolders(path, this, timeout, CancellationToken.None);
        if (found.Holders.Count > 0)
        {
            return found.Holders[0];
        }

        foreach (Unavailability reason in found.Unavailable.Values)
        {
            throw ToException(reason, ProcessFields.OpenFiles, new ProcessSnapshot(Identity));
        }

        return IsRunning() ? null : throw new NoSuchProcessException(Pid, _name);
    }
}
