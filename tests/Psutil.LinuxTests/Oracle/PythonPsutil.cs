using System.Text.Json;
using System.Text.RegularExpressions;

namespace Psutil.LinuxTests.Oracle;

/// <summary>Python's psutil, the one that the distribution installs.</summary>
internal static class PythonPsutil
{
    private const string Interpreter = "/usr/bin/python3";

    /// <summary>
    /// The value of an expression that may use <c>psutil</c>, <c>os</c> and <c>socket</c>, by way of JSON; named tuples become arrays.
    /// </summary>
    public static JsonElement Evaluate(string expression)
    {
        (int exitCode, string output, string error) = Command.TryRun(Interpreter, "-c", Program(expression));
        if (error.Contains("No module named 'psutil'", StringComparison.Ordinal))
        {
            Assert.Skip("psutil is not installed for " + Interpreter);
        }

        Assert.True(exitCode == 0, error);
        using JsonDocument document = JsonDocument.Parse(output);
        return document.RootElement.Clone();
    }

    /// <summary>Skips the test where psutil is not installed.</summary>
    public static void Need() => Evaluate("0");

    /// <summary>
    /// A string as Python has it, with a lone surrogate for each byte that is not UTF-8: <see cref="JsonElement.GetString"/> refuses those.
    /// </summary>
    public static string? Text(JsonElement element) =>
        element.ValueKind == JsonValueKind.Null ? null : Regex.Unescape(element.GetRawText()[1..^1]);

    /// <summary>The Python program that prints the value.</summary>
    public static string Program(string expression) => $"import json, os, socket, psutil\nprint(json.dumps({expression}))";
}
