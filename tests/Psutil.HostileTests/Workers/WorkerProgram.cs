using Psutil.HostileTests.Bpf;
using Psutil.HostileTests.Fuzzing;
using Psutil.HostileTests.Leaks;
using Psutil.HostileTests.Roots;
using Psutil.HostileTests.Sizes;
using Psutil.HostileTests.Storms;

namespace Psutil.HostileTests.Workers;

/// <summary>The workers by name. Each writes what it found and returns whether all was well.</summary>
internal static class WorkerProgram
{
    /// <summary>Runs a worker by hand: <c>eng/hostile.sh</c>.</summary>
    public const string Switch = "--run";

    private static readonly Dictionary<string, Func<string[], bool>> Workers = new()
    {
        ["roots"] = RootWorker.Run,
        ["leaks"] = LeakWorker.Run,
        ["storm"] = StormWorker.Run,
        ["soak"] = SoakWorker.Run,
        ["size"] = SizeWorker.Run,
        ["cgroups"] = CgroupWorker.Run,
        ["planted-leaks"] = PlantedLeakWorker.Run,
        ["fuzz"] = FuzzWorker.RunInACopy,
        ["fuzz-here"] = FuzzWorker.Run,
        ["bpf-table"] = BpfTableWorker.Run,
        ["bpf-traffic"] = BpfTrafficWorker.Run,
    };

    public static int RunBelowATest(string name, string[] arguments)
    {
        new Thread(() =>
        {
            while (Console.In.Read() >= 0) { }

            Environment.Exit(3);
        })
        {
            IsBackground = true,
        }.Start();
        return Run(name, arguments);
    }

    public static int Run(string name, string[] arguments)
    {
        if (!Workers.TryGetValue(name, out Func<string[], bool>? run))
        {
            Console.Error.WriteLine($"There is no worker '{name}'. There are: {string.Join(", ", Workers.Keys)}");
            return 2;
        }

        try
        {
            return run(arguments) ? 0 : 1;
        }
#pragma warning disable CA1031 // Whatever it is, the test that started this worker fails with it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Console.Error.WriteLine(exception);
            return 1;
        }
    }
}
