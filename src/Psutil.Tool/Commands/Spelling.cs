namespace Psutil.Tool.Commands;

/// <summary>Guesses which word was meant by one that does not exist.</summary>
internal static class Spelling
{
    // A longer word is no typing error, and the time grows with its square.
    private const int LongestWord = 64;

    // Under which names other systems have our commands.
    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.Ordinal)
    {
        ["df"] = "disks",
        ["free"] = "mem",
        ["fuser"] = "who-holds",
        ["htop"] = "top",
        ["ifconfig"] = "net",
        ["iostat"] = "disks",
        ["iotop"] = "io",
        ["ip"] = "net",
        ["lsof"] = "files",
        ["memory"] = "mem",
        ["netstat"] = "connections",
        ["pgrep"] = "pidof",
        ["pkill"] = "kill",
        ["pmap"] = "maps",
        ["processes"] = "ps",
        ["pstree"] = "tree",
        ["smem"] = "procsmem",
        ["ss"] = "connections",
        ["w"] = "users",
        ["who"] = "users",
    };

    /// <summary>The known word that is nearest; null if none is near.</summary>
    public static string? Guess(string word, IEnumerable<string> known)
    {
        if (word.Length is < 2 or > LongestWord)
        {
            return null;
        }

        string[] words = [.. known];
        if (OtherNames.TryGetValue(word, out string? name) && words.Contains(name))
        {
            return name;
        }

        // One error in three letters; the beginning of only one word means that word.
        string? nearest = words.MinBy(candidate => Distance(word, candidate));
        return nearest is not null && Distance(word, nearest) <= Math.Max(1, word.Length / 3) ? nearest
            : words.Where(candidate => candidate.StartsWith(word, StringComparison.OrdinalIgnoreCase)).Take(2).ToArray() is [string only]
                ? only
            : null;
    }

    /// <summary>The question after a message, with a blank before it; empty if there is nothing to guess.</summary>
    public static string Question(string word, IEnumerable<string> known) =>
        Guess(word, known) is { } guess ? $" (did you mean '{guess}'?)" : "";

    /// <summary>The number of letters that were added, left out, replaced, or exchanged with the next.</summary>
    private static int Distance(string from, string to)
    {
        int[,] distances = new int[from.Length + 1, to.Length + 1];
        for (int row = 0; row <= from.Length; row++)
        {
            for (int column = 0; column <= to.Length; column++)
            {
                if (row == 0 || column == 0)
                {
                    distances[row, column] = row + column;
                    continue;
                }

                bool isSame = AreSame(from[row - 1], to[column - 1]);
                int distance = Math.Min(distances[row - 1, column - 1] + (isSame ? 0 : 1), distances[row - 1, column] + 1);
                distance = Math.Min(distance, distances[row, column - 1] + 1);
                if (row > 1 && column > 1 && AreSame(from[row - 1], to[column - 2]) && AreSame(from[row - 2], to[column - 1]))
                {
                    distance = Math.Min(distance, distances[row - 2, column - 2] + 1);
                }

                distances[row, column] = distance;
            }
        }

        return distances[from.Length, to.Length];

        static bool AreSame(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
    }
}
