using System.Diagnostics;

namespace Psutil.WindowsTests;

/// <summary>The open files of this process.</summary>
internal static class OwnOpenFiles
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Reads them until what is waited for is there. A name that takes longer than 100 ms, as on a busy machine, is left out and counted;
    /// where none was left out, the first list is the answer.
    /// </summary>
    public static IReadOnlyList<ProcessOpenFile> ReadUntil(Func<IReadOnlyList<ProcessOpenFile>, bool> isThere)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            ProcessSnapshot snapshot = Machine.Local.Processes.Current.Capture(ProcessFields.OpenFiles);
            if (isThere(snapshot.OpenFiles!) || snapshot.UnnamedFileCount == 0 || Stopwatch.GetElapsedTime(start) > Patience)
            {
                return snapshot.OpenFiles!;
            }
        }
    }

    /// <summary>Reads them until a file is among them.</summary>
    public static IReadOnlyList<ProcessOpenFile> ReadWith(string path) => ReadUntil(files => files.Any(file => IsAt(file, path)));

    /// <summary>Whether a file is the one at a path, which is in the list in the form of its drive.</summary>
    public static bool IsAt(ProcessOpenFile file, string path) =>
        file.Path.EndsWith(Path.GetFileName(path), StringComparison.OrdinalIgnoreCase);
}
