using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>Finds a program by its name where .NET's <c>Process.Start</c> finds it.</summary>
internal static class ProgramPath
{
    /// <summary>
    /// The path of a program: beside the caller's own, in the working directory, or in the directories of <c>PATH</c>. The name itself if
    /// there is none: to start it then fails.
    /// </summary>
    public static string Find(string name)
    {
        if (Path.IsPathRooted(name))
        {
            return name;
        }

        string?[] first = [Path.GetDirectoryName(Environment.ProcessPath), Environment.CurrentDirectory];
        string? found = first.OfType<string>().Select(folder => Path.Join(folder, name)).FirstOrDefault(File.Exists);
        string[] path = Environment.GetEnvironmentVariable("PATH")?.Split(':', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return found ?? path.Select(folder => Path.Join(folder, name)).FirstOrDefault(IsExecutable) ?? name;
    }

    private static bool IsExecutable(string path) => File.Exists(path) && Libc.IsExecutable([.. OSText.GetBytes(path), 0]);
}
