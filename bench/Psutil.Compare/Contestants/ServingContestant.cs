using System.Diagnostics;

namespace Psutil.Compare.Contestants;

/// <summary>A contestant in a process of its own, which answers line by line and ends with its input.</summary>
internal class ServingContestant : Contestant
{
    private readonly Command _command;
    private readonly Process _process;

    public ServingContestant(string name, Command command)
        : base(name)
    {
        _command = command;
        _process = command.With("serve").Start() ?? throw new ComparisonException($"cannot be started: {command}");
    }

    public override void Aim(int pid) => Ask($"target {pid.ToString(CultureInfo.InvariantCulture)}");

    public override Sample? Run(Workload workload, int rounds) =>
        Sample.Parse(Ask($"run {workload.Key} {rounds.ToString(CultureInfo.InvariantCulture)}"));

    public override Records Check(Workload workload)
    {
        Records records = new();
        for (string line = Ask($"check {workload.Key}"); line != "."; line = ReadLine())
        {
            if (line.Split('\t') is [string record, string field, string value])
            {
                records.Add(record, field, value);
            }
        }

        return records;
    }

    public override Command Once(Workload workload, int rounds, int pid) =>
        _command.With("run", workload.Key, rounds.ToString(CultureInfo.InvariantCulture), pid.ToString(CultureInfo.InvariantCulture));

    public override void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(5)))
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private string Ask(string question)
    {
        _process.StandardInput.WriteLine(question);
        _process.StandardInput.Flush();
        return ReadLine();
    }

    private string ReadLine() => _process.StandardOutput.ReadLine() ?? throw new ComparisonException($"{Name} ended early");
}
