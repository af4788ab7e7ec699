using Psutil.Compare.Readings;
using Psutil.Compare.Readings.Library;

namespace Psutil.Compare.Contestants;

/// <summary>The contestant of some of <see cref="AllReadings"/>, in another process of this program.</summary>
internal sealed class DotNetContestant(string name) : ServingContestant(name, new Command(Environment.ProcessPath!, "worker", name))
{
    private readonly Dictionary<string, Reading> _readings = AllReadings
        .Make()
        .Where(reading => reading.Contestant == name)
        .ToDictionary(reading => reading.Workload);

    public override bool NeedsWarmth => true;

    public override bool MustBeComplete => _readings.Values.Any(reading => reading is LibraryReading);

    public override double? BarFor(Workload workload) => _readings.GetValueOrDefault(workload.Key)?.Bar;
}
