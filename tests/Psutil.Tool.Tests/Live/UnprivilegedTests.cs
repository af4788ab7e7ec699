using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Psutil.Tool.Tests.Live;

/// <summary>What somebody without rights sees: what psutil lets them see, and a reason for the rest.</summary>
public class UnprivilegedTests
{
    private const string Nobody = "65534";

    private static readonly string[] Fields =
    [
        "name",
        "ppid",
        "cmdline",
        "username",
        "environ",
        "cwd",
        "num_fds",
        "io_counters",
        "memory_info",
        "num_threads",
    ];

    [Fact]
    public void NobodySeesWhatPsutilShowsThemAndAReasonForTheRest()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            Assert.Skip("only root on Linux can become nobody");
            return;
        }

        DirectoryInfo folder = Directory.CreateTempSubdirectory("psutil-unprivileged-");
        List<Process> children = [];
        try
        {
            // The build's folder may be out of nobody's reach.
            string source = Path.GetDirectoryName(typeof(UnprivilegedTests).Assembly.Location)!;
            foreach (
                string file in (ReadOnlySpan<string>)
                    [
                        "Psutil.dll",
                        "Psutil.Tool.dll",
                        "Psutil.Tool.runtimeconfig.json",
                        "Psutil.Tool.deps.json",
                        "System.CommandLine.dll",
                        "Spectre.Console.dll",
                        "Spectre.Console.Ansi.dll",
                    ]
            )
            {
                File.Copy(Path.Join(source, file), Path.Join(folder.FullName, file));
                File.SetUnixFileMode(
                    Path.Join(folder.FullName, file),
                    UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead
                );
            }

            File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101);
            string attributes = string.Join(',', Fields.Select(field => $"'{field}'"));

            // Root's, and one of nobody's: what others run may be hostile, and proves nothing.
            children.AddRange(Enumerable.Range(0, 6).Select(_ => Process.Start("sleep", "1000")));
            children.Add(Process.Start("setpriv", ["--reuid=" + Nobody, "--regid=" + Nobody, "--clear-groups", "sleep", "1000"]));
            string pids = string.Join(',', [Environment.ProcessId, .. children.Select(child => child.Id)]);
            Dictionary<int, JsonElement> before = Ours(folder, pids);
            Dictionary<int, JsonElement> theirs = Table(
                RunAsNobody(
                    LinuxTests.Child.Python3,
                    "-c",
                    $"import json, psutil; print(json.dumps([dict(psutil.Process(pid).as_dict([{attributes}]), pid=pid) for pid in [{pids}]]))"
                )
            );
            Dictionary<int, JsonElement> after = Ours(folder, pids);
            int denied = 0;
            int compared = 0;
            foreach ((int pid, JsonElement ours) in before)
            {
                if (
                    !theirs.TryGetValue(pid, out JsonElement other)
                    || !after.TryGetValue(pid, out JsonElement later)
                    || Text(ours, "status") == "zombie"
                )
                {
                    continue;
                }

                foreach (string field in Fields)
                {
                    bool isNull = ours.GetProperty(field).ValueKind == JsonValueKind.Null;
                    if (isNull != (later.GetProperty(field).ValueKind == JsonValueKind.Null))
                    {
                        continue;
                    }

                    bool theyAreNull = other.GetProperty(field).ValueKind == JsonValueKind.Null;
                    Assert.True(
                        isNull == theyAreNull,
                        $"{field} of process {pid}: ours is {(isNull ? "missing" : "there")}, psutil's is {(theyAreNull ? "missing" : "there")}"
                    );
                    if (isNull)
                    {
                        Assert.Equal("denied", ours.GetProperty("unavailable").GetProperty(field).GetString());
                        denied++;
                    }
                }

                compared++;
            }

            Assert.True(compared > 5, $"Only {compared} processes could be compared.");
            Assert.True(denied > 5, $"Only {denied} values were denied: was this nobody?");
        }
        finally
        {
            children.ForEach(child =>
            {
                child.Kill();
                child.Dispose();
            });
            folder.Delete(recursive: true);
        }
    }

    private static string? Text(JsonElement entry, string field) => entry.GetProperty(field).GetString();

    private static Dictionary<int, JsonElement> Ours(DirectoryInfo folder, string pids)
    {
        using JsonDocument document = JsonDocument.Parse(
            RunAsNobody(
                Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : "dotnet",
                Path.Join(folder.FullName, "Psutil.Tool.dll"),
                "ps",
                "--json",
                "--pid",
                pids,
                "--fields",
                "status," + string.Join(',', Fields)
            )
        );
        return document
            .RootElement.GetProperty("processes")
            .EnumerateArray()
            .ToDictionary(entry => entry.GetProperty("pid").GetInt32(), entry => entry.Clone());
    }

    private static Dictionary<int, JsonElement> Table(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateArray().ToDictionary(entry => entry.GetProperty("pid").GetInt32(), entry => entry.Clone());
    }

    private static string RunAsNobody(params string[] command)
    {
        ProcessStartInfo start = new("setpriv", ["--reuid=" + Nobody, "--regid=" + Nobody, "--clear-groups", .. command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment["HOME"] = "/";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (error.GetAwaiter().GetResult().Contains("No module named 'psutil'", StringComparison.Ordinal))
            {
                Assert.Skip("psutil is not installed for /usr/bin/python3");
            }

            Assert.True(process.ExitCode == 0, error.Result);
            return output;
        }
        catch (Win32Exception exception)
        {
            Assert.Skip($"setpriv cannot be run here: {exception.Message}");
            throw;
        }
    }
}
