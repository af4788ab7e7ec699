using System.Text;
using System.Text.Json;
using Psutil.Tool.Readings;
using Psutil.Tool.Tests.Fakes;

namespace Psutil.Tool.Tests.Commands;

/// <summary>What a command shows is one reading: each source is read once for each frame, and what fails is named once.</summary>
public class OneReadingTests
{
    public static TheoryData<string> Lines =>
        [
            .. from line in (string[])
                ["cpu", "mem", "disks", "disks --all", "net", "connections", "sensors", "gpus", "hardware", "users", "io", "ps"]
            from form in (string[])["", " --json", " --csv"]
            select line + form,
            "",
            "--json",
            "dump",
            "dump --json",
            "version",
            "version --json",
            "top -b",
            "info 310",
            "info 310 --json",
        ];

    public static TheoryData<string> JsonLines =>
        [.. Lines.Select(row => row.Data).Where(line => line.Contains("--json", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Lines))]
    public void AFrameReadsEachSourceOnce(string line)
    {
        // What comes before the first frame (a sample that rates are measured against) does not count. Where there is only one frame, top
        // takes such a sample, too: the third frame shows what one takes.
        IReadOnlyDictionary<string, int> two = Run(line, frames: 2);
        Assert.All(Run(line, frames: 3), source =>
            Assert.Equal((source.Key, 1), (source.Key, source.Value - two.GetValueOrDefault(source.Key)))
        );
    }

    [Theory]
    [MemberData(nameof(JsonLines))]
    public void AFailureIsNamedOnce(string line)
    {
        foreach (string source in Run(line, frames: 1).Keys)
        {
            ToolRun run = Denying(source).Run(Words(line));
            if (run.Output.Length == 0)
            {
                // What the command is about is missing.
                Assert.Equal(3, run.ExitCode);
                continue;
            }

            Assert.All(ObjectsOf(run.Output), names => Assert.Distinct(names));
        }
    }

    [Fact]
    public void AFailingSourceIsKnownByItsReason()
    {
        ToolRun run = Denying("Memory.GetSwap").Run("mem", "--json");
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

    /// <summary>How often each source was read, but for the processes.</summary>
    private static Dictionary<string, int> Run(string line, int frames)
    {
        ToolRun run = new ToolRun().Run([.. Words(line), "--watch", "1", "--count", frames.ToString(CultureInfo.InvariantCulture)]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error.Contains("bug", StringComparison.Ordinal) ? run.Error : ""));
        return run
            .Machine.Readings.Where(reading => reading.Fields == ProcessFields.None && reading.Source != "Processes.GetPids")
            .CountBy(NameOf)
            .ToDictionary();
    }

    /// <summary>A run on a machine one of whose sources may not be read.</summary>
    private static ToolRun Denying(string source)
    {
        ToolRun run = new();
        run.Machine.OnRead += reading =>
        {
            if (NameOf(reading) == source)
            {
                throw ToolMachine.Denied("openat");
            }
        };
        return run;
    }

    private static string NameOf(FakeReading reading) => reading.Source + (reading.IncludeAll ? " all" : reading.Path);

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The names of each object's members, as they are written: a name may be no valid UTF-16.</summary>
    private static List<List<string>> ObjectsOf(string json)
    {
        List<List<string>> objects = [];
        Stack<List<string>> open = new();
        Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(json));
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    open.Push([]);
                    objects.Add(open.Peek());
                    break;
                case JsonTokenType.EndObject:
                    open.Pop();
                    break;
                case JsonTokenType.PropertyName:
                    open.Peek().Add(Encoding.UTF8.GetString(reader.ValueSpan));
                    break;
            }
        }

        return objects;
    }
}
