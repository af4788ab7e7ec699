namespace Psutil.Compare.Contestants;

/// <summary>A whole program, started and run to its end each time.</summary>
internal sealed class ProgramContestant(string name, string stopwatch, Command program, double? bar = null) : Contestant(name)
{
    public override double? BarFor(Workload workload) => bar;

    public override void Aim(int pid) { }

    public override Sample? Run(Workload workload, int rounds) =>
        Sample.Parse(program.Under(new Command(stopwatch, rounds.ToString(CultureInfo.InvariantCulture))).Run().Trim());

    /// <summary>Each number that the output holds on a line that names a sleeper: among them is its PID.</summary>
    public override Records Check(Workload workload)
    {
        Records records = new();
        foreach (string line in program.Run().Split('\n'))
        {
            if (line.Contains("sleep", StringComparison.Ordinal))
            {
                foreach (string word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    records.Add(word, "listed", "yes");
                }
            }
        }

        return records;
    }

    public override Command Once(Workload workload, int rounds, int pid) =>
        program.Under(new Command(stopwatch, rounds.ToString(CultureInfo.InvariantCulture)));

    public override void Dispose() { }
}
