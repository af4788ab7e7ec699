namespace Psutil.Platforms.Windows;

/// <summary>
/// Sifts the files from a process's handles and has them named, within a time for each and for all, whatever becomes of those that never
/// answer.
/// </summary>
/// <param name="names">Asks for names, and gives up waiting.</param>
/// <param name="isFile">Whether a handle is to a file, or what else the system calls so; null if it cannot be told.</param>
internal sealed class OpenFileCollector(DeadlineCalls<FileHandle, FileAnswer> names, Func<nuint, bool?> isFile)
{
    /// <summary>How many names may be waited for at once, by everybody together: each that never comes keeps a thread.</summary>
    public const int MostPending = 64;

    // Of one handle the answer may be that of another, which came in its place since the list was made.
    private const int EnoughDenials = 2;

    public TimeSpan PatienceForOne { get; init; } = TimeSpan.FromMilliseconds(100);

    public TimeSpan PatienceForAll { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The kernel's paths, each once, and how many handles may be to files, too, but could not be named.</summary>
    public (IReadOnlyList<string> Paths, int Unnamed) Collect(int pid, long? startTime, IEnumerable<HandleOfType> handles)
    {
        Dictionary<uint, int> denials = [];
        HashSet<uint> fileTypes = [];
        OrderedDictionary<string, bool> paths = new(StringComparer.Ordinal);
        int unnamed = 0;
        bool isOver = false;
        long start = TimeProvider.System.GetTimestamp();
        foreach (HandleOfType handle in handles)
        {
            // A handle that was closed meanwhile is not missing; whether it was one to a file cannot be told any more.
            if (!IsFile(handle))
            {
                continue;
            }

            TimeSpan left = PatienceForAll - TimeProvider.System.GetElapsedTime(start);
            TimeSpan patience = left < PatienceForOne ? left : PatienceForOne;
            if (
                isOver
                || patience <= TimeSpan.Zero
                || names.PendingCount >= MostPending
                || !names.TryCall(new FileHandle(pid, startTime, handle.Value), patience, out FileAnswer answer)
            )
            {
                // Waits end a little early: without this, what is left of the time would be spent in ever smaller pieces, each with a
                // thread.
                isOver |= left < PatienceForOne;
                unnamed++;
                continue;
            }

            unnamed += answer.IsUnnamed ? 1 : 0;
            if (answer.Path is { } path)
            {
                paths.TryAdd(path, true);
            }
        }

        return ([.. paths.Keys], unnamed);

        bool IsFile(HandleOfType handle)
        {
            if (fileTypes.Contains(handle.TypeIndex))
            {
                return true;
            }

            int already = denials.GetValueOrDefault(handle.TypeIndex);
            if (already >= EnoughDenials || isFile(handle.Value) is not { } answer)
            {
                return false;
            }

            if (answer)
            {
                fileTypes.Add(handle.TypeIndex);
            }
            else
            {
                denials[handle.TypeIndex] = already + 1;
            }

            return answer;
        }
    }
}
