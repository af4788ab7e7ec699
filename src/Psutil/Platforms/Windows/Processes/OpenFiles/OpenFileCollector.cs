namespace Psutil.Platforms.Windows;

/// <summary>
/// Selects the files among a process's handles and gets their names, with a timeout for each and for all, even if some calls never return.
/// </summary>
/// <param name="names">The calls that get the names, with a timeout.</param>
/// <param name="isFile">Whether a handle is of a file, or of another object of the same type; null if unknown.</param>
internal sealed class OpenFileCollector(DeadlineCalls<FileHandle, FileAnswer> names, Func<nuint, bool?> isFile)
{
    /// <summary>The maximum number of pending names in this process: each that never arrives keeps a thread.</summary>
    public const int MostPending = 64;

    // A handle may have been replaced by another one since the list was made.
    private const int EnoughDenials = 2;

    public TimeSpan PatienceForOne { get; init; } = TimeSpan.FromMilliseconds(100);

    public TimeSpan PatienceForAll { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The kernel's paths, each once, and the number of handles that may be of files but whose name could not be read.</summary>
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
            // A handle that has been closed is not missing; whether it was of a file is unknown.
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
                // Waits end slightly early. Without this, the rest of the time would be spent in ever smaller pieces, each with a thread.
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
