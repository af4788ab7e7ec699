namespace Psutil.Platforms.Linux;

/// <summary>A search of <see cref="BpfFileHolders"/>. Two are never equal.</summary>
/// <param name="path">The file's absolute path.</param>
/// <param name="identity">The file that the path was when the search began.</param>
internal sealed class BpfFileSearch(string path, FileIdentity identity)
{
    public string Path { get; } = path;

    public FileIdentity Identity { get; } = identity;

    /// <summary>
    /// The processes that may hold the file, in ascending order; null if BPF cannot say: the path is another file by now, or it is not
    /// certain that the kernel has a file of this file system under the number that it shows.
    /// </summary>
    public SortedSet<int>? Pids { get; set; }
}
