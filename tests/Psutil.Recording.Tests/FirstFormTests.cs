using System.Text.Json;

namespace Psutil.Recording.Tests;

/// <summary>
/// A segment that the first version of the recorder wrote, and what its machine answered at the last of its six samples. Both stay as they
/// are: every later version reads them.
/// </summary>
public sealed class FirstFormTests
{
    private static string Assets { get; } = Path.Join(AppContext.BaseDirectory, "Assets");

    [Fact]
    public void WhatTheFirstRecorderWroteIsReadAsItWas()
    {
        Recording recording = Recording.Open(Assets);
        using RecordedMachine machine = recording.OpenFirst();
        int count = 1;
        while (machine.TryMoveNext())
        {
            count++;
        }

        Assert.Equal(6, count);
        Assert.Empty(recording.Faults);
        Assert.Equal(new DateTimeOffset(2026, 11, 28, 0, 0, 30, TimeSpan.Zero), machine.Time);
        Assert.Equal(100, machine.Network.GetConnections().Count);
        Assert.Throws<NotRecordedException>(() => machine.Gpus.GetGpus());
        Assert.Throws<NotRecordedException>(() => machine.GetHardware());
        Assert.Equal(8, machine.Cpu.GetTopology().Cpus.Count);
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllText(Path.Join(Assets, "last-sample.json")));
        using JsonDocument actual = JsonDocument.Parse(MachineText.Of(machine));
        AssertHas(expected.RootElement, actual.RootElement, "machine");
    }

    // What has been added since then may be there too, and of a list the first ones are enough.
    private static void AssertHas(JsonElement expected, JsonElement actual, string place)
    {
        Assert.True(expected.ValueKind == actual.ValueKind, $"{place} is {actual}, and not {expected}");
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in expected.EnumerateObject())
                {
                    string inner = $"{place}.{property.Name}";
                    Assert.True(actual.TryGetProperty(property.Name, out JsonElement value), $"{inner} is missing");
                    AssertHas(property.Value, value, inner);
                }

                break;
            case JsonValueKind.Array:
                Assert.True(actual.GetArrayLength() >= expected.GetArrayLength(), $"{place} is too short");
                foreach ((int index, JsonElement element) in expected.EnumerateArray().Index())
                {
                    AssertHas(element, actual[index], $"{place}[{index}]");
                }

                break;
            default:
                Assert.True(expected.GetRawText() == actual.GetRawText(), $"{place} is {actual}, and not {expected}");
                break;
        }
    }
}
