using System.Text.Json;

namespace Psutil.LinuxTests.Oracle;

/// <summary>What the distribution's Python psutil says.</summary>
internal static class PythonPsutil
{
    private const string Python = "/usr/bin/python3";

    /// <summary>The value of a Python expression over <c>psutil</c>, as JSON; the test is skipped if Python or its psutil is not installed.</summary>
    public static JsonElement Evaluate(string expression)
    {
        (int exitCode, string output, string error) = Command.TryRun(Python, "-c", $"import json, os, psutil; print(json.dumps({expression}))");
        if (exitCode != 0 && error.Contains("No module named", StringComparison.Ordinal))
        {
            Assert.Skip("python3-psutil is not installed");
        }

        Assert.True(exitCode == 0, error);
        using JsonDocument document = JsonDocument.Parse(output);
        return document.RootElement.Clone();
    }
}
