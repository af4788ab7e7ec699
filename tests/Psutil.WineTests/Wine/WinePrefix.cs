using System.Diagnostics;
using System.Reflection;
using Psutil.WineTests.Wine;

[assembly: AssemblyFixture(typeof(WinePrefix))]

namespace Psutil.WineTests.Wine;

/// <summary>
/// A Windows of our own: Wine with a fresh prefix, and what is published to run in it. Made once for all tests, and ended with them.
/// </summary>
public sealed class WinePrefix : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly string _folder = Directory.CreateTempSubdirectory("psutil-wine-").FullName;
    private string? _whyNot;

    public static string RepositoryRoot { get; } =
        Assembly
            .GetExecutingAssembly()
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "RepositoryRoot")
            .Value!;

    /// <summary>A folder that goes when the tests are over.</summary>
    public string Folder => _folder;

    /// <summary>
    /// Whether 32-bit programs run, too: with Wine's 32-bit libraries, which <c>eng/fetch-32-bit-wine.sh</c> fetches, and this variable
    /// names the folder of.
    /// </summary>
    public static bool Runs32Bit => Libraries32Bit is not null;

    private static string? Libraries32Bit { get; } =
        System.Environment.GetEnvironmentVariable("PSUTIL_WINE_I386") is { Length: > 0 } folder
        && Directory.Exists(Path.Join(folder, "i386-windows"))
            ? folder
            : null;

    /// <summary>
    /// What .NET needs to run there. Writing and executing the same page is not what Wine expects to be split in two; and Wine must not
    /// offer its own, older .NET. (Wine's stand-in for mscoree stays: every managed assembly names it.) Its file names are UTF-8, which they
    /// are not where no language is set.
    /// </summary>
    internal Dictionary<string, string> Environment =>
        new()
        {
            ["WINEPREFIX"] = Path.Join(_folder, "prefix"),
            ["WINEDEBUG"] = "-all",
            ["WINEDLLOVERRIDES"] = "mshtml=d",
            ["DOTNET_EnableWriteXorExecute"] = "0",
            ["DOTNET_NOLOGO"] = "1",
            ["TMP"] = _folder,
            ["LANG"] = "C.UTF-8",
            ["WINEDLLPATH"] = Libraries32Bit ?? "",
        };

    public async ValueTask InitializeAsync()
    {
        _whyNot = await Install();
        if (_whyNot is not null)
        {
            return;
        }

        // Without Wine's own .NET, whose installer would ask for it.
        Dictionary<string, string> first = new(Environment) { ["WINEDLLOVERRIDES"] = "mscoree=d;mshtml=d" };
        (int? exitCode, string output, string error) = await Program.Run("wineboot", ["-i"], Patience, first);
        Assert.True(exitCode == 0, $"wineboot: {exitCode}: {output}{error}");

        // Debian's Wine is a Windows 7 unless it is told to be a Windows 10.
        (exitCode, output, error) = await Program.Run(
            "wine",
            ["reg", "add", @"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f"],
            Patience,
            Environment
        );
        Assert.True(exitCode == 0, $"wine reg: {exitCode}: {output}{error}");
        _ = await Program.Run("wineserver", ["-w"], Patience, Environment);
    }

    public async ValueTask DisposeAsync()
    {
        if (_whyNot is null)
        {
            await End();
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The shell there; named by its path it starts without another program that would have the same arguments.</summary>
    internal string Shell => Path.Join(_folder, "prefix", "drive_c", "windows", "system32", "cmd.exe");

    /// <summary>Skips the test where there is no Wine.</summary>
    public void Need() => Assert.SkipWhen(_whyNot is not null, _whyNot ?? "");

    /// <summary>A path of this machine as programs there name it: the root is a drive of theirs.</summary>
    public static string ToWindowsPath(string path) => "Z:" + path.Replace('/', '\\');

    /// <summary>Runs a Windows program there. What is not over in time is ended, with everything in this prefix and nothing else.</summary>
    public Task<(int? ExitCode, string Output, string Error)> Run(
        string program,
        IEnumerable<string> arguments,
        TimeSpan deadline,
        params (string Name, string Value)[] variables
    ) => RunUntil(null, program, arguments, deadline, variables);

    /// <summary>Runs a Windows program that does not end by itself, until it has printed a text.</summary>
    public async Task<(int? ExitCode, string Output, string Error)> RunUntil(
        string? last,
        string program,
        IEnumerable<string> arguments,
        TimeSpan deadline,
        params (string Name, string Value)[] variables
    )
    {
        Dictionary<string, string> environment = Environment;
        foreach ((string name, string value) in variables)
        {
            environment[name] = value;
        }

        (int? exitCode, string output, string error) = await Program.Run("wine", [program, .. arguments], deadline, environment, last);
        if (exitCode is null)
        {
            await End();
        }

        return (exitCode, output, error);
    }

    private async Task End()
    {
        _ = await Program.Run("wineserver", ["-k"], TimeSpan.FromSeconds(30), Environment);
        _ = await Program.Run("wineserver", ["-w"], TimeSpan.FromSeconds(30), Environment);
        KillWhatIsLeft();
    }

    // Programs can outlive their server, and with them whatever they inherited, such as a lock of who runs the tests.
    private void KillWhatIsLeft()
    {
        string ours = $"WINEPREFIX={Path.Join(_folder, "prefix")}";
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (
                int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int pid)
                && VariablesOf(folder).Contains(ours)
            )
            {
                try
                {
                    using Process process = Process.GetProcessById(pid);
                    process.Kill();
                }
                catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
                {
                    // It has ended meanwhile.
                }
            }
        }

        static string[] VariablesOf(string folder)
        {
            try
            {
                return File.ReadAllText(Path.Join(folder, "environ")).Split('\0');
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return [];
            }
        }
    }

    /// <summary>Installs Wine where it is absent and can be; why it is not there otherwise.</summary>
    private static async Task<string?> Install()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "Wine is a Linux program here.";
        }

        if (Program.Find("wine") is not null && Program.Find("wineserver") is not null)
        {
            return null;
        }

        if (System.Environment.UserName != "root" || Program.Find("apt-get") is null)
        {
            return "Wine is not installed (Debian's packages wine and wine64), and only root can install it.";
        }

        (int? exitCode, string output, string error) = await Program.Run(
            "sh",
            ["-c", "apt-get -qq update && apt-get -qq -y install --no-install-recommends wine wine64"],
            Patience,
            new Dictionary<string, string> { ["DEBIAN_FRONTEND"] = "noninteractive" }
        );
        return exitCode == 0 && Program.Find("wine") is not null ? null : $"Wine is not installed and could not be: {output}{error}";
    }
}
