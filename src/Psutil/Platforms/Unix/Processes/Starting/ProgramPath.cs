namespace Psutil.Platforms.Unix;

/// <summary>Finds a program by its name where .NET's <c>Process.Start</c> finds it.</summary>
internal static class ProgramPath
{
    /// <summary>
    /// The path of a program: beside the caller's own, in the working directory, or in the directories of <c>PATH</c>. The name itself if
    /// there is none: to start it then fails.
    /// </summary>
    /// <param name="name">The name of the program.</param>
    /// <param name="mayRun">Whether the caller may run a file, by its path.</param>
    public static string Find(string name, Func<string, bool> mayRun)
    {
        if (Path.IsPathRooted(name))
        {
            return name;
        }

        string?[] first = [Path.GetDirectoryName(Environment.ProcessPath), Environment.CurrentDirectory];
        string? found = first.OfType<string>().Select(folder => Path.Join(folder, name)).FirstOrDefault(File.Exists);
        string[] path = Environment.GetEnvironmentVariable("PATH")?.Split(':', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return found ?? path.Select(folder => Path.Join(folder, name)).FirstOrDefault(file => File.Exists(file) && mayRun(file)) ?? name;
    }
}
