using Psutil.LinuxTests.Abi;
using Psutil.LinuxTests.Oracle;

namespace Psutil.LinuxTests.Control;

/// <summary>The C programs beside these tests, each compiled once. A test is skipped if there is no compiler.</summary>
internal static class Program
{
    private static readonly Lock Compilation = new();
    private static readonly Dictionary<string, string> Paths = [];

    public static string Path(string name)
    {
        lock (Compilation)
        {
            if (!Paths.TryGetValue(name, out string? path))
            {
                DirectoryInfo folder = Directory.CreateTempSubdirectory("psutil-program-");
                AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);

                // Other users are to run it too.
                Command.Run("chmod", "755", folder.FullName);
                string source = File.ReadAllText(
                    System.IO.Path.Join(AppContext.BaseDirectory, "Processes", "Control", "Programs", name + ".c")
                );
                path = Paths[name] = CHeaders.Compile(folder, source);
            }

            return path;
        }
    }
}
