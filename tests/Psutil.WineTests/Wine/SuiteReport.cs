using System.Xml.Linq;

namespace Psutil.WineTests.Wine;

/// <summary>What became of a suite's tests, from xunit's own report.</summary>
/// <param name="Passed">How many passed.</param>
/// <param name="Failed">Those that failed, with the message.</param>
/// <param name="Skipped">Those that were skipped, with the reason.</param>
internal sealed record SuiteReport(
    int Passed,
    IReadOnlyList<(string Name, string Message)> Failed,
    IReadOnlyList<(string Name, string Reason)> Skipped
)
{
    public static SuiteReport Read(string path)
    {
        XElement[] tests = [.. XDocument.Load(path).Descendants("test")];
        return new SuiteReport(
            tests.Count(test => ResultOf(test) == "Pass"),
            [
                .. tests
                    .Where(test => ResultOf(test) is not ("Pass" or "Skip" or "NotRun"))
                    .Select(test => (NameOf(test), test.Element("failure")?.Element("message")?.Value ?? "no message")),
            ],
            [.. tests.Where(test => ResultOf(test) == "Skip").Select(test => (NameOf(test), test.Element("reason")?.Value ?? "no reason"))]
        );
    }

    private static string? ResultOf(XElement test) => (string?)test.Attribute("result");

    private static string NameOf(XElement test) => (string?)test.Attribute("name") ?? "a test without a name";
}
