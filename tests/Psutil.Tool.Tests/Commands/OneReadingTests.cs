using System.Text.Json;
using Psutil.Tool.Readings;
using Psutil.Tool.Tests.Fakes;

namespace Psutil.Tool.Tests.Commands;

/// <summary>What a command shows is one reading: each source is read once for each frame, and what fails is named once.</summary>
public class OneReadingTests
{
    public static TheoryData<string> Lines =>
        [
            .. from line in (string[])["cpu", "mem", "disks", "disks --all", "net", "connections", "sensors", "users", "io", "ps", "top -b"]
            from form in (string[])["", " --json", " --csv"]
            select line + form,
            "",
            "--json",
            "dump",
            "dump --json",
            "version",
            "version --json",
            "info 310",
            "info 310 --json",
        ];

    [Theory]
    [MemberData(nameof(Lines))]
    public void AFrameReadsEachSourceOnce(string line)
    {
        // What comes before the first frame (a sample that rates are measured against) does not count.
        IReadOnlyDictionary<string, int> one = Run(line, frames: 1);
        Assert.All(Run(line, frames: 2), source =>
            Assert.Equal((source.Key, 1), (source.Key, source.Value - one.GetValueOrDefault(source.Key)))
        );
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void AFailureIsNamedOnce(string line)
    {
        if (!line.Contains("--json", StringComparison.Ordinal))
        {
            return;
        }

        foreach (string source in Run(line, frames: 1).Keys)
        {
            ToolRun run = new();
            run = new ToolRun { OpenMachine = () => new CountingMachine(run.Machine, source) };
            run.Run([.. Words(line), "--watch", "1", "--count", "1"]);
            if (run.Output.Length > 0)
            {
                using JsonDocument json = JsonDocument.Parse(run.Output, new JsonDocumentOptions { AllowDuplicateProperties = false });
                Assert.Equal(JsonValueKind.Object, json.RootElement.ValueKind);
            }
        }
    }

    [Fact]
    public void AFailingSourceIsKnownByItsReason()
    {
        ToolRun inner = new();
        ToolRun run = new ToolRun { OpenMachine = () => new CountingMachine(inner.Machine, "Memory.GetSwap") }.Run("mem", "--json");
        Assert.Equal("denied", run.Json.GetProperty("unavailable").GetProperty("memory.swap").GetString());
        Assert.Equal(JsonValueKind.Null, run.Json.GetProperty("memory").GetProperty("swap").ValueKind);
        Assert.NotEqual(JsonValueKind.Null, run.Json.GetProperty("memory").GetProperty("virtual").ValueKind);
    }

    [Fact]
    public void APlaceIsReadOnce()
    {
        Gaps gaps = new();
        Assert.Equal("x", gaps.Read("place", () => "x"));
        Assert.Throws<InvalidOperationException>(() => gaps.Read("place", () => "y"));
    }

    private static IReadOnlyDictionary<string, int> Run(string line, int frames)
    {
        ToolRun inner = new();
        CountingMachine machine = new(inner.Machine);
        ToolRun run = new ToolRun { OpenMachine = () => machine }.Run([
            .. Words(line),
            "--watch",
            "1",
            "--count",
            frames.ToString(CultureInfo.InvariantCulture),
        ]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error.Contains("bug", StringComparison.Ordinal) ? run.Error : ""));
        return machine.Counts;
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
