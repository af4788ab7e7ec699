using System.Text.Json;

namespace Psutil.LinuxTests.Oracle;

/// <summary>Debian's <c>python3-psutil</c>.</summary>
internal static class PythonPsutil
{
    private const string Python = "/usr/bin/python3";
    private const string Missing = "missing";

    /// <summary>The value of a Python expression that speaks of <c>psutil</c> (<c>os</c> and <c>json</c> are there too). The test is skipped without psutil.</summary>
    public static JsonElement Evaluate(string expression)
    {
        string program = $"""
            import json, os, sys
            try:
                import psutil
            except ImportError:
                print('"{Missing}"')
                sys.exit()
            print(json.dumps({expression}))
            """;
        using JsonDocument document = JsonDocument.Parse(Command.Run(Python, "-c", program));
        JsonElement value = document.RootElement.Clone();
        if (value.ValueKind == JsonValueKind.String && value.GetString() == Missing)
        {
            Assert.Skip("there is no python3-psutil here");
        }

        return value;
    }
}
