using System.Diagnostics;
using Psutil.HostileTests.Workers;

namespace Psutil.HostileTests.Fuzzing;

/// <summary>
/// Fuzzes every target in turn. Runs in a copy of this program whose library SharpFuzz has instrumented (<see cref="InstrumentedCopy"/>).
/// </summary>
internal static class FuzzWorker
{
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan FirstSeconds = TimeSpan.FromSeconds(10);

    /// <summary>Makes the copy and fuzzes in it, by hand: <c>eng/fuzz.sh</c>.</summary>
    /// <param name="arguments">As those of <see cref="Run"/>.</param>
    public static bool RunInACopy(string[] arguments)
    {
        using InstrumentedCopy copy = new();
        using Process process = Process.Start(
            Path.Join(copy.Folder, "Psutil.HostileTests"),
            [WorkerProgram.Switch, "fuzz-here", .. arguments]
        );
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    /// <param name="arguments">The seconds; then, if wanted, a part of the targets' names (or '-'), and a folder to write the corpus
    /// to.</param>
    public static bool Run(string[] arguments)
    {
        TimeSpan time = TimeSpan.FromSeconds(double.Parse(arguments[0], CultureInfo.InvariantCulture));
        string part = arguments.ElementAtOrDefault(1) is { } given and not "-" ? given : "";
        int seed = Environment.TickCount;
        Console.WriteLine($"seed {seed}");
        TargetFuzzer[] fuzzers =
        [
            .. FuzzTarget
                .All.Where(target => target.Name.Contains(part, StringComparison.Ordinal))
                .Select((target, index) => new TargetFuzzer(target, seed + index)),
        ];
        using Watchman watchman = new();
        long start = Stopwatch.GetTimestamp();
        do
        {
            foreach (TargetFuzzer fuzzer in fuzzers)
            {
                watchman.Running = fuzzer.Target.Name;
                fuzzer.RunFor(Turn);
            }

            if (Stopwatch.GetElapsedTime(start) > FirstSeconds && fuzzers.All(fuzzer => fuzzer.EdgeCount == 0))
            {
                Console.WriteLine("Not instrumented: no edge was taken in the first 10 s.");
                return false;
            }
        } while (Stopwatch.GetElapsedTime(start) < time);

        watchman.Running = null;
        if (arguments.ElementAtOrDefault(2) is { } folder)
        {
            foreach (TargetFuzzer fuzzer in fuzzers)
            {
                Corpus.Write(folder, fuzzer.Target.Name, fuzzer.Distill());
            }
        }

        return Report(fuzzers, Stopwatch.GetElapsedTime(start));
    }

    private static bool Report(TargetFuzzer[] fuzzers, TimeSpan time)
    {
        foreach (TargetFuzzer fuzzer in fuzzers.OrderBy(fuzzer => fuzzer.EdgeCount))
        {
            Console.WriteLine($"{fuzzer.Target.Name}: {fuzzer.RunCount} inputs, {fuzzer.EdgeCount} edges, {fuzzer.Kept.Count} kept");
        }

        TargetFuzzer[] faulty = [.. fuzzers.Where(fuzzer => fuzzer.Fault is not null)];
        TargetFuzzer[] blind = [.. fuzzers.Where(fuzzer => fuzzer.EdgeCount == 0)];
        foreach (TargetFuzzer fuzzer in blind)
        {
            Console.WriteLine($"NOT INSTRUMENTED: {fuzzer.Target.Name}");
        }

        foreach (TargetFuzzer fuzzer in faulty)
        {
            Console.WriteLine($"FAULT: {fuzzer.Target.Name}: {fuzzer.Fault!.Value.What}\n    {Corpus.Escape(fuzzer.Fault.Value.Input)}");
        }

        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{fuzzers.Length} parsers, {fuzzers.Sum(fuzzer => fuzzer.RunCount)} inputs, {fuzzers.Sum(fuzzer => fuzzer.EdgeCount)} edges in {time.TotalSeconds:0} s, {faulty.Length} faults"
            )
        );
        return faulty.Length == 0 && blind.Length == 0 && fuzzers.Length > 0;
    }
}
