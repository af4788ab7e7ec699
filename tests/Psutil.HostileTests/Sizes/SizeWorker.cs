using Psutil.HostileTests.Programs;

namespace Psutil.HostileTests.Sizes;

/// <summary>
/// Measures the calls that walk over much: over a tenth of it, then over all of it. The time grows as the number does, and the memory for
/// each item is bounded.
/// </summary>
internal static class SizeWorker
{
    private const int Kibibyte = 1024;
    private const int Tenth = 10;
    private const int MostAttempts = 6;

    // A walk that is not linear takes a hundred times as long for ten times as much.
    private const double MostTimes = 40;
    private static readonly TimeSpan Negligible = TimeSpan.FromSeconds(1);

    /// <summary>A call, and the bytes that it may allocate for each item.</summary>
    private sealed record Walk(string Name, int MostBytesEach, Func<int, object> Call);

    /// <param name="arguments">What, and how many of it.</param>
    public static bool Run(string[] arguments)
    {
        int count = int.Parse(arguments[1], CultureInfo.InvariantCulture);

        // The limits are those of the files.
        using Machine machine = Machine.Open(new MachineOptions { AllowBpf = false });
        Processes processes = machine.Processes;
        Network network = Machine.Local.Network;
        return arguments[0] switch
        {
            "processes" => Compare(
                "crowd",
                count,
                [
                    new("Capture(Basic)", 4 * Kibibyte, _ => processes.Capture(ProcessFields.Basic)),
                    new("Capture(All)", 32 * Kibibyte, _ => processes.Capture(ProcessFields.All)),
                    new("Enumerate", Kibibyte, _ => processes.Enumerate().ToList()),
                    new("CreateMonitor, Refresh", 8 * Kibibyte, _ => RefreshTwice(processes)),
                ]
            ),
            "sockets" => Compare(
                "sockets",
                count,
                [
                    new("GetConnections", Kibibyte, _ => network.GetConnections(ConnectionKinds.All, owners: false)),
                    new("GetConnections with owners", 2 * Kibibyte, _ => network.GetConnections(ConnectionKinds.All, owners: true)),
                ]
            ),
            "maps" => Compare(
                "maps",
                count,
                [
                    new("GetMemoryMaps", 4 * Kibibyte, pid => processes.Get(pid).GetMemoryMaps()),
                    new("GetMemoryFootprint", 256, pid => processes.Get(pid).GetMemoryFootprint()),
                ]
            ),
            _ => throw new ArgumentException($"There is no '{arguments[0]}'."),
        };
    }

    private static ProcessChanges RefreshTwice(Processes processes)
    {
        using ProcessMonitor monitor = processes.CreateMonitor();
        monitor.Refresh();
        return monitor.Refresh();
    }

    private static bool Compare(string program, int count, Walk[] walks)
    {
        Limit[] none = [.. walks.Select(_ => new Limit(long.MaxValue, TimeSpan.MaxValue))];
        Cost[] few = Measure(program, count / Tenth, walks, none);

        // There are processes and sockets of others: those that were there for the few, too, and some that come and go.
        Limit[] limits =
        [
            .. walks.Select(
                (walk, index) =>
                    new Limit(few[index].Allocated + ((long)walk.MostBytesEach * (count + 1000)), (few[index].Cpu * MostTimes) + Negligible)
            ),
        ];
        Cost[] many = Measure(program, count, walks, limits);
        bool isBounded = true;
        foreach ((int index, Walk walk) in walks.Index())
        {
            if (limits[index].IsExceeded(many[index]))
            {
                Console.WriteLine($"FAULT: {walk.Name} costs more than {limits[index]}: {many[index]}");
                isBounded = false;
            }
        }

        return isBounded;
    }

    /// <summary>Measures each walk; again if it costs too much, because another process may just have been enormous.</summary>
    private static Cost[] Measure(string program, int count, Walk[] walks, Limit[] limits)
    {
        using NativeProgram running = NativeProgram.Start(program, count);
        Cost[] costs = new Cost[walks.Length];
        foreach ((int index, Walk walk) in walks.Index())
        {
            for (int attempt = 0; attempt == 0 || (attempt < MostAttempts && limits[index].IsExceeded(costs[index])); attempt++)
            {
                Thread.Sleep(attempt * 2000);
                costs[index] = Cost.Of(() => walk.Call(running.Pid));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{program} {count, 6}: {walk.Name, -27} {costs[index]}"));
            }
        }

        return costs;
    }

    private readonly record struct Limit(long Allocated, TimeSpan Cpu)
    {
        public bool IsExceeded(Cost cost) => cost.Allocated > Allocated || cost.Cpu > Cpu;
    }
}
