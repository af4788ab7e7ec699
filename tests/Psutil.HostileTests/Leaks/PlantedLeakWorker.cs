using System.Runtime.InteropServices;

namespace Psutil.HostileTests.Leaks;

/// <summary>Leaks one thing of each kind at every call: the detector must find each.</summary>
internal static class PlantedLeakWorker
{
    // What the runtime frees beside it, after it has compiled something anew, can hide a small leak for a round.
    private const int MostTries = 5;

    private static readonly LinkedList<object> Kept = [];

    public static unsafe bool Run(string[] arguments)
    {
        using ManualResetEventSlim end = new();
        Dictionary<string, Action> leaks = new()
        {
            [nameof(Holdings.Descriptors)] = () => Kept.AddLast(File.OpenHandle("/dev/null")),
            [nameof(Holdings.Managed)] = () => Kept.AddLast(new object()),
            [nameof(Holdings.Native)] = () => NativeMemory.Alloc(24),
            [nameof(Holdings.Threads)] = () => new Thread(end.Wait, 128 << 10) { IsBackground = true }.Start(),
        };
        bool foundAll = true;
        foreach ((string name, Action leak) in leaks)
        {
            string? found = null;
            for (int tries = 0; tries < MostTries && found?.Contains(name, StringComparison.Ordinal) != true; tries++)
            {
                found = Find(name, leak);
            }

            Console.WriteLine($"{name}: {found ?? "NOT FOUND"}");
            foundAll &= found?.Contains(name, StringComparison.Ordinal) == true;
        }

        string? nothing = LeakDetector.FindGrowth(static () => null);
        Console.WriteLine($"nothing: {nothing ?? "nothing"}");
        end.Set();
        return foundAll && nothing is null;
    }

    private static string? Find(string name, Action leak)
    {
        int left = name == nameof(Holdings.Threads) ? 600 : int.MaxValue;
        return LeakDetector.FindGrowth(() =>
        {
            if (left-- > 0)
            {
                leak();
            }

            // No machine has room for thousands of these.
            Thread.Sleep(name is nameof(Holdings.Threads) or nameof(Holdings.Descriptors) ? 3 : 0);
            return null;
        });
    }
}
