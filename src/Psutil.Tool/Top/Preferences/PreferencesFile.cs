using Psutil.Tool.Platform;

namespace Psutil.Tool.Top.Preferences;

/// <summary>The file of the preferences. It is replaced as a whole, so that a crash or a full disk leaves the old one.</summary>
/// <param name="path">Its path.</param>
internal sealed class PreferencesFile(string path)
{
    // Far more than ours has: the file may be anything.
    private const int LongestFile = 64 * 1024;

    public string Path { get; } = path;

    /// <summary><c>psutil/top.json</c> in the user's <see cref="SettingsFolder"/>; null where there is none.</summary>
    public static PreferencesFile? Find(Func<string, string?> environment) =>
        SettingsFolder.Find(environment) is { } folder ? new PreferencesFile(System.IO.Path.Join(folder, "psutil", "top.json")) : null;

    /// <summary>Reads it; null if there is none, or if it is not valid.</summary>
    /// <param name="problem">Why it was ignored; null if it was not.</param>
    public TopPreferences? Read(out string? problem)
    {
        problem = null;
        try
        {
            FileInfo file = new(Path);
            if (!file.Exists)
            {
                return null;
            }

            if (file.Length > LongestFile)
            {
                throw new FormatException("it is too long");
            }

            return PreferencesJson.Parse(File.ReadAllBytes(Path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            problem = $"{Path} was ignored: {exception.Message}";
            return null;
        }
    }

    /// <summary>Writes it; returns why that failed, or null.</summary>
    public string? Write(TopPreferences preferences)
    {
        string folder = System.IO.Path.GetDirectoryName(Path)!;
        string temporary = System.IO.Path.Join(folder, System.IO.Path.GetRandomFileName());
        try
        {
            Directory.CreateDirectory(folder);

            // Only a new file is written to, never one that somebody has put there.
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                stream.Write(PreferencesJson.Write(preferences).Span);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, Path, overwrite: true);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
            return $"the settings were not kept: {exception.Message}";
        }
    }

    private static void TryDelete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // There is nothing more to do.
        }
    }
}
