using Psutil.WineTests.Wine;

namespace Psutil.WineTests;

/// <summary>
/// The suites that are written for every operating system, or for Windows alone, published for Windows and run there for real. They look
/// into every process while it starts, which a process does not always survive on Wine: so nothing else runs there meanwhile.
/// </summary>
[Collection(nameof(WinePrefix))]
public class SuiteTests(WinePrefix wine)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    [Theory]
    [InlineData("Psutil.ContractTests", 80)]
    [InlineData("Psutil.WindowsTests", 77)]
    public async Task ASuitePassesOnWindows(string suite, int minimum)
    {
        wine.Need();
        string folder = await Publishing.Publish($"tests/{suite}", "win-x64");
        string tool = Path.Join(await Publishing.Publish("src/Psutil.Tool", "win-x64", "-p:PublishTrimmed=true"), "Psutil.Tool.exe");
        string report = Path.Join(wine.Folder, $"{suite}.xml");
        (int? exitCode, string output, string error) = await wine.Run(
            Path.Join(folder, $"{suite}.exe"),
            ["-noColor", "-result-xml", report],
            Deadline,
            ("PSUTIL_TOOL", WinePrefix.ToWindowsPath(tool))
        );
        Assert.True(exitCode is not null, $"{suite} was not over after {Deadline.TotalMinutes:0} minutes:\n{output}{error}");
        Assert.True(File.Exists(report), $"{suite} ended with {exitCode} and without a report:\n{output}{error}");
        SuiteReport results = SuiteReport.Read(report);
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{suite} under Wine: {results.Passed} passed, {results.Failed.Count} failed, {results.Skipped.Count} skipped"
            )
        );
        Assert.True(results.Failed.Count == 0, string.Join('\n', results.Failed.Select(test => $"{test.Name}: {test.Message}")));
        Assert.Equal(0, exitCode);
        IReadOnlyList<string> differences = ExpectedSkips.Compare(suite, results.Skipped);
        Assert.True(differences.Count == 0, string.Join('\n', differences));
        Assert.InRange(results.Passed, minimum, int.MaxValue);
    }
}
