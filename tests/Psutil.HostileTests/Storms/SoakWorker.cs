using System.Diagnostics;
using Psutil.HostileTests.Calls;
using Psutil.HostileTests.Leaks;
using Psutil.HostileTests.Workers;

namespace Psutil.HostileTests.Storms;

/// <summary>Makes every public call in turn, for as long as it is asked to, and prints what this process holds meanwhile.</summary>
internal static class SoakWorker
{
    private const int Samples = 20;
    private const int Rounds = 3;

    // What may be more at the end than after the first quarter, however long it takes: caches fill late.
    private const long MostManaged = 1 << 20;
    private const long MostNative = 4 << 20;
    private const int MostDescriptors = 10;
    private const int MostThreads = 5;

    /// <param name="arguments">The seconds.</param>
    public static bool Run(string[] arguments)
    {
        TimeSpan time = TimeSpan.FromSeconds(double.Parse(arguments[0], CultureInfo.InvariantCulture));
        using CallSubjects subjects = new();
        PublicCall[] calls =
        [
            .. PublicCall.FindAll().Where(method => !CallSubjects.IsNotHere(method)).Select(method => new PublicCall(method, subjects)),
        ];

        // A leak grows again; the threads of a pool that is kept waiting do not.
        HashSet<string> growing = [.. Holdings.Names];
        for (int round = 0; round < Rounds && growing.Count > 0; round++)
        {
            List<(double Seconds, Holdings Held)> samples = [];
            if (Sample(calls, time, samples) is { } fault)
            {
                Console.WriteLine($"FAULT: {fault}");
                return false;
            }

            growing.IntersectWith(FindGrowth(samples[(Samples / 4)..]));
        }

        return growing.Count == 0;
    }

    private static string? Sample(PublicCall[] calls, TimeSpan time, List<(double Seconds, Holdings Held)> samples)
    {
        long start = Stopwatch.GetTimestamp();
        long made = 0;
        using Watchman watchman = new();
        while (samples.Count < Samples)
        {
            do
            {
                foreach (PublicCall call in calls)
                {
                    made++;
                    watchman.Running = call.Name;
                    if (call.Invoke() is { } exception and not (PsutilException or OperationCanceledException))
                    {
                        return $"{call.Name}: {exception}";
                    }
                }
            } while (Stopwatch.GetElapsedTime(start) < time * (samples.Count + 1) / Samples);

            samples.Add((Stopwatch.GetElapsedTime(start).TotalSeconds, Holdings.Count()));
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{samples[^1].Seconds, 6:0} s, {made, 8} calls: {samples[^1].Held}, RSS {Environment.WorkingSet >> 10} KiB"
                )
            );
        }

        return null;
    }

    /// <summary>What grows by the slope of a line through the samples, times the time that they took.</summary>
    private static List<string> FindGrowth(List<(double Seconds, Holdings Held)> samples)
    {
        double time = samples[^1].Seconds - samples[0].Seconds;
        (string Name, double Growth, double Most)[] growths =
        [
            (nameof(Holdings.Descriptors), Slope(samples, held => held.Descriptors) * time, MostDescriptors),
            (nameof(Holdings.Threads), Slope(samples, held => held.Threads) * time, MostThreads),
            (nameof(Holdings.Managed), Slope(samples, held => held.Managed) * time, MostManaged),
            (nameof(Holdings.Native), Slope(samples, held => held.Native) * time, MostNative),
        ];
        foreach ((string name, double growth, double most) in growths)
        {
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}: {growth / time * 60:+0.0;-0.0;0} a minute, {growth:+0;-0;0} in all, of {most}"
                )
            );
        }

        return [.. growths.Where(growth => growth.Growth > growth.Most).Select(growth => growth.Name)];
    }

    private static double Slope(List<(double Seconds, Holdings Held)> samples, Func<Holdings, double> value)
    {
        double meanTime = samples.Average(sample => sample.Seconds);
        double meanValue = samples.Average(sample => value(sample.Held));
        return samples.Sum(sample => (sample.Seconds - meanTime) * (value(sample.Held) - meanValue))
            / samples.Sum(sample => Math.Pow(sample.Seconds - meanTime, 2));
    }
}
