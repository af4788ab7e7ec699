using Psutil.Compare.Contestants;
using Psutil.Compare.Results;

namespace Psutil.Compare;

/// <summary>Lets the floor and the contestants do a workload in turn, round after round, and takes the medians.</summary>
internal sealed class Comparison(Options options, TextWriter progress)
{
    private static readonly TimeSpan RoundTime = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan Warmth = TimeSpan.FromSeconds(2.5);

    public List<Score> Scores { get; } = [];

    /// <summary>What differed from the floor, in words.</summary>
    public List<string> Differences { get; } = [];

    /// <summary>Whether one who must agree with the floor does not.</summary>
    public bool IsWrong { get; private set; }

    /// <summary>Adds the scores of a workload.</summary>
    /// <param name="workload">What is read.</param>
    /// <param name="title">What the table calls it.</param>
    /// <param name="field">The floor first, then the contestants; those who cannot do it are left out.</param>
    /// <param name="expected">The records that must be there; null for all that the floor has.</param>
    /// <param name="pid">The process that a workload about one process reads.</param>
    /// <param name="countsSystemCalls">Whether to count them now.</param>
    public void Compare(
        Workload workload,
        string title,
        IEnumerable<Contestant> field,
        IReadOnlyCollection<string>? expected,
        int pid,
        bool countsSystemCalls
    )
    {
        Entry[] entries =
        [
            .. field.Where(contestant => contestant.Run(workload, 1) is not null).Select(contestant => new Entry(contestant)),
        ];
        Entry floor = entries[0];
        progress.WriteLine($"{title}: {string.Join(", ", entries.Select(entry => entry.Contestant.Name))}");
        foreach (Entry entry in entries)
        {
            CheckAgreement(entry, floor, workload, title, expected);
            entry.Rounds = Prepare(entry.Contestant, workload);
        }

        for (int round = 0; round < options.Rounds; round++)
        {
            for (int turn = 0; turn < entries.Length; turn++)
            {
                Entry entry = entries[(round + turn) % entries.Length];
                entry.Samples.Add(entry.Contestant.Run(workload, entry.Rounds)!.Value);
            }
        }

        foreach (Entry entry in entries)
        {
            double median = Median(entry.Samples.Select(sample => sample.MicrosecondsPerItem));
            double ratio = Median(
                entry.Samples.Zip(floor.Samples, (sample, best) => sample.MicrosecondsPerItem / best.MicrosecondsPerItem)
            );
            double bytes = Median(entry.Samples.Select(sample => sample.BytesPerItem));
            Scores.Add(
                new Score(
                    title,
                    workload.Unit,
                    entry.Contestant.Name,
                    median,
                    ratio,
                    countsSystemCalls ? SystemCalls.Count(entry.Contestant, workload, pid) : null,
                    entry.Contestant.NeedsWarmth ? bytes : null,
                    entry.Contestant.BarFor(workload),
                    entry.Agrees
                )
            );
        }
    }

    private void CheckAgreement(Entry entry, Entry floor, Workload workload, string title, IReadOnlyCollection<string>? expected)
    {
        IReadOnlyList<string> differences = Agreement.FindDifferences(floor.Contestant, entry.Contestant, workload, expected);
        entry.Agrees = differences.Count == 0;
        IsWrong |= !entry.Agrees && (entry.Contestant.MustBeComplete || entry == floor);
        Differences.AddRange(differences.Select(difference => $"{title}, {entry.Contestant.Name}: {difference}"));
    }

    /// <summary>Warms a contestant up and gives how many times it does the workload in a round.</summary>
    private static int Prepare(Contestant contestant, Workload workload)
    {
        TimeSpan spent = TimeSpan.Zero;
        int rounds = 1;
        while (true)
        {
            TimeSpan taken = TimeSpan.FromMicroseconds(contestant.Run(workload, rounds)!.Value.Nanoseconds / 1000.0);
            spent += taken;
            rounds = Math.Clamp((int)(rounds * (RoundTime / taken)), 1, 1_000_000);
            if (spent >= (contestant.NeedsWarmth ? Warmth : RoundTime))
            {
                return rounds;
            }
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] ordered = [.. values.Order()];
        int middle = ordered.Length / 2;
        return ordered.Length % 2 == 1 ? ordered[middle] : (ordered[middle - 1] + ordered[middle]) / 2;
    }

    private sealed class Entry(Contestant contestant)
    {
        public Contestant Contestant { get; } = contestant;

        public List<Sample> Samples { get; } = [];

        public int Rounds { get; set; }

        public bool Agrees { get; set; }
    }
}
