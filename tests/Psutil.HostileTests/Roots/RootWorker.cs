using System.Diagnostics;
using System.IO.Enumeration;
using Psutil.HostileTests.Calls;
using Psutil.HostileTests.Workers;

namespace Psutil.HostileTests.Roots;

/// <summary>Makes every read call on a root that is broken in another way each time.</summary>
internal static class RootWorker
{
    /// <param name="arguments">The seconds; and the seed, unless it is to be another each time.</param>
    public static bool Run(string[] arguments)
    {
        TimeSpan time = TimeSpan.FromSeconds(double.Parse(arguments[0], CultureInfo.InvariantCulture));
        int seed = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : Environment.TickCount;
        Random random = new(seed);
        Console.WriteLine($"seed {seed}");
        RootSubjects subjects = new();
        PublicCall[] calls = [.. RootSubjects.FindReadCalls().Select(method => new PublicCall(method, subjects))];
        using FixtureTree tree = RootTemplate.Create();
        string[] paths = FindFiles(tree.Root);
        using Watchman watchman = new();

        int mutants = 0;
        long made = 0;
        int unanswered = 0;
        HashSet<string> faults = [];
        unanswered = MakeAll("nothing", out _);
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < time && faults.Count < 20)
        {
            RootMutation[] mutations =
            [
                .. random.GetItems(paths, random.Next(1, 4)).Distinct().Select(path => RootMutation.Make(path, random)),
            ];
            mutants++;
            MakeAll(string.Join("\n    ", mutations.Select(mutation => mutation.Description)), out _);
            foreach (RootMutation mutation in mutations)
            {
                mutation.Dispose();
            }
        }

        foreach (string fault in faults)
        {
            Console.WriteLine(fault);
        }

        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{calls.Length} calls on each of {mutants} roots, {made} calls, {Stopwatch.GetElapsedTime(start).TotalMilliseconds / Math.Max(1, made):0.00} ms a call, {faults.Count} faults; {unanswered} calls failed on the whole root"
            )
        );
        return faults.Count == 0 && mutants > 0 && made > 0;

        int MakeAll(string mutation, out int failed)
        {
            failed = 0;
            using Machine machine = tree.Machine;
            subjects.Use(machine, new ProcessIdentity(RootTemplate.Pid, RootTemplate.StartTime));
            foreach (PublicCall call in calls)
            {
                string running = $"{call.Name} on a root with\n    {mutation}";
                watchman.Running = running;
                Exception? exception = call.Invoke();
                made++;
                failed += exception is null ? 0 : 1;
                if (exception is not (null or PsutilException) && faults.Count < 20)
                {
                    faults.Add($"FAULT: {running}\n{exception}");
                }
                else if (mutation == "nothing" && exception is not null)
                {
                    Console.WriteLine($"{call.Name}: {exception.Message}");
                }
            }

            subjects.Close();
            watchman.Running = null;
            return failed;
        }
    }

    /// <summary>The files and links of the tree, and nothing that a link leads to.</summary>
    private static string[] FindFiles(string root)
    {
        FileSystemEnumerable<string> files = new(
            root,
            static (ref entry) => entry.ToFullPath(),
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }
        )
        {
            ShouldRecursePredicate = static (ref entry) => !IsLink(in entry),
            ShouldIncludePredicate = static (ref entry) => !entry.IsDirectory || IsLink(in entry),
        };
        return [.. files.Order(StringComparer.Ordinal)];

        static bool IsLink(in FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) != 0;
    }
}
