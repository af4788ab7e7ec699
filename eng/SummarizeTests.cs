#:property PublishAot=false
#:property GenerateDocumentationFile=true

// Sums the test reports (TRX files) below a folder: every test that was skipped or failed, with the reason, how many suites ran, then one
// line of totals. What is in a folder of its own ran on another machine, which is named before the test; a file *.skipped says in a line
// what did not run, and why; a file *.failed what ended without a report.
// Usage: dotnet run eng/SummarizeTests.cs -- FOLDER EXIT_CODE_OF_THE_TEST_RUN
using System.Globalization;
using System.Xml;
using System.Xml.Linq;

if (args is not [string folder, string exitCodeText] || !int.TryParse(exitCodeText, CultureInfo.InvariantCulture, out int exitCode))
{
    Console.Error.WriteLine("usage: dotnet run eng/SummarizeTests.cs -- FOLDER EXIT_CODE");
    return 2;
}

XNamespace trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";
int passed = 0;
List<string> failed = [];
List<string> skipped = [];
string[] reports = [.. Directory.GetFiles(folder, "*.trx", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
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

    foreach (XElement result in document.Descendants(trx + "UnitTestResult"))
    {
        string test = machine + ((string?)result.Attribute("testName") ?? "a test without a name");
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
                failed.Add($"{test}: {OnOneLine(output?.Element(trx + "ErrorInfo")?.Element(trx + "Message"))}");
                break;
        }
    }
}

skipped.AddRange(Directory.GetFiles(folder, "*.skipped").Select(file => File.ReadAllText(file).Trim()));
failed.AddRange(
    Directory
        .GetFiles(folder, "*.failed", SearchOption.AllDirectories)
        .Select(file => $"{Path.GetRelativePath(folder, Path.GetDirectoryName(file)!)}: {File.ReadAllText(file).Trim()}")
);
Print("Skipped:", skipped);
Print("Failed:", failed);
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
