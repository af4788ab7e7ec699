#:property PublishAot=false
#:property GenerateDocumentationFile=true

// Sums the test reports (TRX files) below a folder: every test that was skipped or failed, with the reason, how many suites ran, then one
// line of totals. What is in a folder of its own ran on another machine, which is named before the test; a file *.skipped says in a line
// what did not run, and why; a file *.failed what ended without a report. Reports in the folder 'alone' are of tests that had failed beside
// the other suites and were run once more with nothing beside them: one that passes there is named, and is no failure of the run.
// Usage: dotnet run eng/SummarizeTests.cs -- FOLDER EXIT_CODE_OF_THE_TEST_RUN
//        dotnet run eng/SummarizeTests.cs -- FOLDER --failed      a line for each failed test: MACHINE PROJECT METHOD; this machine is 'here'
using System.Globalization;
using System.Xml;
using System.Xml.Linq;

int exitCode = 0;
if (
    args is not [string folder, string question]
    || (question != "--failed" && !int.TryParse(question, CultureInfo.InvariantCulture, out exitCode))
)
{
    Console.Error.WriteLine("usage: dotnet run eng/SummarizeTests.cs -- FOLDER EXIT_CODE|--failed");
    return 2;
}

const int FailedTests = 2;
XNamespace trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";
int passed = 0;
List<string> failed = [];
List<string> skipped = [];
List<string> passedAlone = [];
SortedSet<string> failedMethods = new(StringComparer.Ordinal);
List<(string Name, TimeSpan Time)> suiteTimes = [];
List<(string Name, TimeSpan Time)> testTimes = [];
string aloneFolder = Path.Combine(folder, "alone");
Dictionary<string, bool> alone = ReadAlone();
string[] reports = [.. Directory.GetFiles(folder, "*.trx", SearchOption.AllDirectories).Where(IsOfTheRun).Order(StringComparer.Ordinal)];
int elsewhere = 0;
foreach (string report in reports)
{
    string machine = Path.GetRelativePath(folder, Path.GetDirectoryName(report)!) is not "." and var name ? $"{name}: " : "";
    elsewhere += machine.Length > 0 ? 1 : 0;
    XDocument document;
    try
    {
        document = XDocument.Load(report);
    }
    catch (XmlException exception)
    {
        failed.Add($"{machine}{Path.GetFileName(report)} is not a whole report: {exception.Message}");
        continue;
    }

    XElement? times = document.Root?.Element(trx + "Times");
    if ((DateTimeOffset?)times?.Attribute("finish") - (DateTimeOffset?)times?.Attribute("start") is { } suiteTime)
    {
        suiteTimes.Add((machine + Project(report), suiteTime));
    }

    foreach (XElement result in document.Descendants(trx + "UnitTestResult"))
    {
        string test = machine + ((string?)result.Attribute("testName") ?? "a test without a name");
        if (TimeSpan.TryParse((string?)result.Attribute("duration"), CultureInfo.InvariantCulture, out TimeSpan time))
        {
            testTimes.Add((test, time));
        }

        XElement? output = result.Element(trx + "Output");
        switch ((string?)result.Attribute("outcome"))
        {
            case "Passed":
                passed++;
                break;
            case "NotExecuted":
                skipped.Add($"{test}: {OnOneLine(output?.Element(trx + "StdOut"))}");
                break;
            default:
                string failure = $"{test}: {OnOneLine(output?.Element(trx + "ErrorInfo")?.Element(trx + "Message"))}";
                string method = test[machine.Length..].Split('(')[0];
                failedMethods.Add($"{(machine.Length > 0 ? machine[..^2] : "here")} {Project(report)} {method}");
                if (alone.GetValueOrDefault(test))
                {
                    passed++;
                    passedAlone.Add(failure);
                }
                else
                {
                    failed.Add(failure);
                }

                break;
        }
    }
}

if (question == "--failed")
{
    Console.Write(string.Concat(failedMethods.Select(method => method + "\n")));
    return 0;
}

skipped.AddRange(Directory.GetFiles(folder, "*.skipped").Select(file => File.ReadAllText(file).Trim()));
failed.AddRange(
    Directory
        .GetFiles(folder, "*.failed", SearchOption.AllDirectories)
        .Where(IsOfTheRun)
        .Select(file => $"{Path.GetRelativePath(folder, Path.GetDirectoryName(file)!)}: {File.ReadAllText(file).Trim()}")
);
PrintTimes("The time of each suite, most of which run beside others:", suiteTimes);
PrintTimes("The slowest tests:", testTimes);
Print("Skipped:", skipped);
Print("Failed beside the other suites and passed alone, which is a defect of the test or of what it tests:", passedAlone);
Print("Failed:", failed);
if (exitCode == FailedTests && passedAlone.Count > 0 && failed.Count == 0)
{
    exitCode = 0;
}

int total = passed + failed.Count + skipped.Count;
if (exitCode != 0 && failed.Count == 0)
{
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"No test failed, but the run ended with exit code {exitCode}: the build failed, a test process ended early, or a project has no tests."
        )
    );
}

if (passed + failed.Count == 0)
{
    Console.WriteLine(total == 0 ? "No test ran." : "Every test was skipped.");
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reports.Length} suites ran, {elsewhere} of them on other kernels"));
Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{passed} passed, {failed.Count} failed, {skipped.Count} skipped"));
return exitCode == 0 && failed.Count == 0 && passed > 0 ? 0 : 1;

bool IsOfTheRun(string report) => !report.StartsWith(aloneFolder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

// A test whose every result there is a pass, by name.
Dictionary<string, bool> ReadAlone()
{
    Dictionary<string, bool> results = new(StringComparer.Ordinal);
    foreach (string report in Directory.Exists(aloneFolder) ? Directory.GetFiles(aloneFolder, "*.trx", SearchOption.AllDirectories) : [])
    {
        // Those of another machine are in a folder with its name, below one with a number.
        string machine = Path.GetDirectoryName(report) is var place && place != aloneFolder ? $"{Path.GetFileName(place)}: " : "";
        XDocument document;
        try
        {
            document = XDocument.Load(report);
        }
        catch (XmlException)
        {
            continue;
        }

        foreach (XElement result in document.Descendants(trx + "UnitTestResult"))
        {
            string test = machine + (string?)result.Attribute("testName");
            results[test] = results.GetValueOrDefault(test, true) && (string?)result.Attribute("outcome") == "Passed";
        }
    }

    return results;
}

static string Project(string report) => Path.GetFileNameWithoutExtension(report).Split('_')[0];

static string OnOneLine(XElement? text) =>
    text is null
        ? "no reason given"
        : string.Join(' ', text.Value.Split((char[])['\r', '\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries));

static void Print(string title, List<string> lines)
{
    if (lines.Count == 0)
    {
        return;
    }

    Console.WriteLine(title);
    foreach (string line in lines.Order(StringComparer.Ordinal))
    {
        Console.WriteLine($"  {line}");
    }
}

static void PrintTimes(string title, List<(string Name, TimeSpan Time)> times)
{
    Console.WriteLine(title);
    foreach ((string name, TimeSpan time) in times.OrderByDescending(entry => entry.Time).Take(20))
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {(int)time.TotalMinutes, 3}:{time.Seconds:00}  {name}"));
    }
}
