using System.Runtime.InteropServices;

namespace Psutil.HostileTests.Leaks;

/// <summary>Leaks one thing of each kind at every call: the detector must find each.</summary>
internal static class PlantedLeakWorker
{
    private static readonly LinkedList<object> Kept = [];

    public static unsafe bool Run(string[] arguments)
    {
        using ManualResetEventSlim end = new();
        Dictionary<string, Action> leaks = new()
        {
            ["a descriptor"] = () => Kept.AddLast(File.OpenHandle("/dev/null")),
            ["an object"] = () => Kept.AddLast(new object()),
            ["native memory"] = () => NativeMemory.Alloc(24),
            ["a thread"] = () => new Thread(end.Wait, 128 << 10) { IsBackground = true }.Start(),
        };
        bool foundAll = true;
        foreach ((string name, Action leak) in leaks)
        {
            int left = name == "a thread" ? 320 : int.MaxValue;
            string? found = LeakDetector.FindGrowth(() =>
            {
                if (left-- > 0)
                {
                    leak();
                }

                Thread.Sleep(name == "a thread" ? 3 : 0);
                return null;
            });
            Console.WriteLine($"{name}: {found ?? "NOT FOUND"}");
            foundAll &= found is not null;
        }

        string? nothing = LeakDetector.FindGrowth(static () => null);
        Console.WriteLine($"nothing: {nothing ?? "nothing"}");
        end.Set();
        return foundAll && nothing is null;
    }
}
