using System.Text.Json;
using Psutil.LinuxTests.Oracle;

namespace Psutil.LinuxTests;

public class SensorTests
{
    [Fact]
    public void PsutilKnowsTheSameChips()
    {
        JsonElement theirs = PythonPsutil.Evaluate("{k: [s.label for s in v] for k, v in psutil.sensors_temperatures().items()}");
        Assert.Equal(
            Describe(theirs),
            Machine
                .Local.Sensors.GetTemperatures()
                .Select(chip => $"{chip.Key}: {Join(chip.Value.Select(reading => reading.Label))}")
                .Order()
        );
    }

    [Fact]
    public void PsutilKnowsTheSameFans()
    {
        JsonElement theirs = PythonPsutil.Evaluate("{k: [s.label for s in v] for k, v in psutil.sensors_fans().items()}");
        Assert.Equal(
            Describe(theirs),
            Machine.Local.Sensors.GetFans().Select(chip => $"{chip.Key}: {Join(chip.Value.Select(reading => reading.Label))}").Order()
        );
    }

    [Fact]
    public void TemperaturesAreThoseOfThisWorld() =>
        Assert.All(Machine.Local.Sensors.GetTemperatures().SelectMany(chip => chip.Value), reading =>
            Assert.InRange(reading.CurrentCelsius!.Value, -100, 200)
        );

    private static IEnumerable<string> Describe(JsonElement chips) =>
        chips
            .EnumerateObject()
            .Select(chip => $"{chip.Name}: {Join(chip.Value.EnumerateArray().Select(label => label.GetString()))}")
            .Order();

    // Psutil has its sensors in the order of their names as text.
    private static string Join(IEnumerable<string?> labels) =>
        string.Join(", ", labels.Select(label => label ?? "").Order(StringComparer.Ordinal));
}
