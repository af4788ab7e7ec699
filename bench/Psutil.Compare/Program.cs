using Psutil;
using Psutil.Compare;
using Psutil.Compare.Contestants;
using Psutil.Compare.Results;
using Psutil.Compare.Scenes;

if (args is ["worker", string contestant, .. string[] rest])
{
    // Not Console.Out: its writer locks and flushes on every call.
    using StreamWriter output = new(Console.OpenStandardOutput(), bufferSize: 65536);
    Worker worker = new(contestant);
    if (rest is ["run", string workload, string rounds, string pid])
    {
        worker.Run(workload, rounds, pid, output);
    }
    else
    {
        worker.Serve(Console.In, output);
    }

    return 0;
}

if (Options.Parse(args) is not { } options)
{
    Console.Error.WriteLine(Options.Usage);
    return 2;
}

try
{
    return Compare(options);
}
catch (ComparisonException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 3;
}

static int Compare(Options options)
{
    string sleepers = Toolchain.BuildC("sleepers", "scene/sleepers.c");
    string connections = Toolchain.BuildC("connections", "scene/connections.c");
    bool countsSystemCalls = options.CountsSystemCalls && SystemCalls.IsAvailable;
    using Field field = Field.Assemble(options.Workloads.Any(workload => workload.Setting == Setting.Program));
    Comparison comparison = new(options, Console.Error);
    double loadBefore = Machine.Local.Cpu.GetLoadAverage().OneMinute;

    for (int i = 0; i < options.ProcessCounts.Count; i++)
    {
        int count = options.ProcessCounts[i];
        bool isFirst = i == 0;
        if (!isFirst && options.Workloads.All(workload => workload.Setting != Setting.Processes))
        {
            break;
        }

        using Scene scene = new(sleepers, count);
        string[] pids = [.. scene.Numbers.Select(pid => pid.ToString(CultureInfo.InvariantCulture))];
        foreach (Contestant reader in field.Readers)
        {
            reader.Aim(scene.Numbers[0]);
        }

        foreach (Workload workload in options.Workloads)
        {
            if (workload.Setting == Setting.Processes)
            {
                // What a process costs in system calls does not depend on how many there are.
                string title = string.Create(CultureInfo.InvariantCulture, $"{workload.Title}, {count} sleepers");
                comparison.Compare(workload, title, field.Readers, pids, scene.Numbers[0], countsSystemCalls && isFirst);
            }
            else if (isFirst && workload.Setting is Setting.Machine or Setting.OneProcess)
            {
                comparison.Compare(workload, workload.Title, field.Readers, null, scene.Numbers[0], countsSystemCalls);
            }
            else if (isFirst && workload.Setting == Setting.Sockets)
            {
                using Scene sockets = new(connections, options.SocketCount);
                string title = string.Create(CultureInfo.InvariantCulture, $"{workload.Title}, {options.SocketCount} sockets");
                comparison.Compare(
                    workload,
                    title,
                    field.Readers,
                    NamesOf(sockets, field.Readers[0], workload),
                    scene.Numbers[0],
                    countsSystemCalls
                );
            }
            else if (isFirst && workload.Setting == Setting.Program)
            {
                string title = string.Create(CultureInfo.InvariantCulture, $"{workload.Title}, {count} sleepers");
                comparison.Compare(workload, title, field.Programs, pids, scene.Numbers[0], countsSystemCalls);
            }
        }
    }

    List<string> absent = [.. field.Absent];
    CompareCgroups(options, field, comparison, countsSystemCalls, absent);
    Report(options, absent, comparison, countsSystemCalls, loadBefore);
    return comparison.IsWrong ? 1 : 0;
}

static string[] NamesOf(Scene sockets, Contestant floor, Workload workload)
{
    string port = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{sockets.Numbers[1]}");
    return
    [
        .. floor
            .Check(workload)
            .Names.Where(name =>
                name.EndsWith($"-{port}", StringComparison.Ordinal)
                || (name.StartsWith($"{port}-", StringComparison.Ordinal) && !name.EndsWith(":0", StringComparison.Ordinal))
            ),
    ];
}

static void CompareCgroups(Options options, Field field, Comparison comparison, bool countsSystemCalls, List<string> absent)
{
    Workload[] workloads = [.. options.Workloads.Where(workload => workload.Setting == Setting.Cgroups)];
    string cgroups = workloads.Length == 0 ? "" : Toolchain.BuildC("cgroups", "scene/cgroups.c");
    foreach ((int index, int count) in workloads.Length == 0 ? [] : options.CgroupCounts.Index())
    {
        using Scene scene = new(cgroups, count);
        if (scene.Numbers[1] != count)
        {
            absent.Add("cgroups: none may be created here (root may, where /sys/fs/cgroup is mounted writable)");
            return;
        }

        string[] paths =
        [
            .. Enumerable
                .Range(0, count)
                .Select(number => string.Create(CultureInfo.InvariantCulture, $"/psutil-bench-{scene.Numbers[0]}/{number}")),
        ];
        foreach (Workload workload in workloads)
        {
            string title = string.Create(CultureInfo.InvariantCulture, $"{workload.Title}, {count} cgroups");
            comparison.Compare(workload, title, field.Readers, paths, scene.Numbers[0], countsSystemCalls && index == 0);
        }
    }
}

static void Report(Options options, IReadOnlyList<string> absents, Comparison comparison, bool countsSystemCalls, double loadBefore)
{
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} CPUs, {Environment.OSVersion.VersionString}, .NET {Environment.Version}; medians of {options.Rounds} interleaved rounds"
        )
    );
    Console.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"Load average before the first round: {loadBefore:F2}; the nearer to 0, the better the figures."
        )
    );
    Console.WriteLine();
    ResultTable.Write(Console.Out, comparison.Scores);
    Console.WriteLine();
    foreach (string absent in absents)
    {
        Console.WriteLine($"Absent: {absent}");
    }

    if (!countsSystemCalls)
    {
        Console.WriteLine("System calls were not counted.");
    }

    foreach (string difference in comparison.Differences)
    {
        Console.WriteLine($"≠ {difference}");
    }
}
