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

    // A walk that is not linear takes a hundred times as long for ten times as much.
    private const double MostTimes = 40;
    private static readonly TimeSpan Negligible = TimeSpan.FromSeconds(1);

    /// <summary>A call, and the bytes that it may allocate for each item.</summary>
    private sealed record Walk(string Name, int MostBytesEach, Func<int, object> Call);

    /// <param name="arguments">What, and how many of it.</param>
    public static bool Run(string[] arguments)
    {
        int count = int.Parse(arguments[1], CultureInfo.InvariantCulture);
        Processes processes = Machine.Local.Processes;
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
        Cost[] few = Measure(program, count / Tenth, walks);
        Cost[] many = Measure(program, count, walks);
        bool isBounded = true;
        foreach ((int index, Walk walk) in walks.Index())
        {
            // There are always some processes and sockets of others.
            long mostBytes = (long)walk.MostBytesEach * (count + 1000);
            if (many[index].Allocated > mostBytes)
            {
                Console.WriteLine($"FAULT: {walk.Name} allocates {many[index].Allocated} bytes, at most {mostBytes} are allowed.");
                isBounded = false;
            }

            if (many[index].Cpu > (few[index].Cpu * MostTimes) + Negligible)
            {
                Console.WriteLine($"FAULT: {walk.Name} is not linear: {few[index].Cpu} for a tenth, {many[index].Cpu} for all.");
                isBounded = false;
            }
        }

        return isBounded;
    }

    private static Cost[] Measure(string program, int count, Walk[] walks)
    {
        using NativeProgram running = NativeProgram.Start(program, count);
        Cost[] costs = new Cost[walks.Length];
        foreach ((int index, Walk walk) in walks.Index())
        {
            costs[index] = Cost.Of(() => walk.Call(running.Pid));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{program} {count,6}: {walk.Name,-27} {costs[index]}"));
        }

        return costs;
    }
}
