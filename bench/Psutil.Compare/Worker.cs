using System.Diagnostics;
using Psutil.Compare.Readings;

namespace Psutil.Compare;

/// <summary>A contestant that runs in .NET, behind the protocol that <c>floor/main.c</c> describes.</summary>
internal sealed class Worker(string contestant)
{
    private readonly Dictionary<string, Reading> _readings = AllReadings
        .Make()
        .Where(reading => reading.Contestant == contestant)
        .ToDictionary(reading => reading.Workload);

    /// <summary>Answers each line of the input until it ends.</summary>
    public void Serve(TextReader input, TextWriter output)
    {
        while (input.ReadLine() is { } line)
        {
            Answer(line.Split(' '), output);
            output.Flush();
        }
    }

    /// <summary>Runs one workload and ends, so that its system calls can be counted.</summary>
    public void Run(string workload, string rounds, string pid, TextWriter output)
    {
        Aim(pid);
        Answer(["run", workload, rounds], output);
        output.Flush();
    }

    private void Answer(string[] words, TextWriter output)
    {
        if (words[0] == "target")
        {
            Aim(words[1]);
            output.WriteLine("ok");
        }
        else if (!_readings.TryGetValue(words[1], out Reading? reading))
        {
            output.WriteLine("unsupported");
        }
        else if (words[0] == "check")
        {
            reading.Read();
            reading.Check(new RecordWriter(output));
            output.WriteLine(".");
        }
        else
        {
            output.WriteLine(Measure(reading, int.Parse(words[2], CultureInfo.InvariantCulture)));
        }
    }

    private static string Measure(Reading reading, int rounds)
    {
        long items = 0;
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        long start = Stopwatch.GetTimestamp();
        for (int round = 0; round < rounds; round++)
        {
            items += reading.Read();
        }

        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        return string.Create(CultureInfo.InvariantCulture, $"{elapsed.Ticks * TimeSpan.NanosecondsPerTick} {items} {bytes}");
    }

    private void Aim(string pid)
    {
        foreach (Reading reading in _readings.Values)
        {
            reading.Aim(int.Parse(pid, CultureInfo.InvariantCulture));
        }
    }
}
