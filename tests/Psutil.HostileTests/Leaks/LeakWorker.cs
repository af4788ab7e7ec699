using System.Diagnostics;
using System.Reflection;
using Psutil.HostileTests.Calls;
using Psutil.HostileTests.Workers;

namespace Psutil.HostileTests.Leaks;

/// <summary>Makes each public call again and again, and looks for what grows.</summary>
internal static class LeakWorker
{
    /// <param name="arguments">A part of the names of the calls to make; all if there is none.</param>
    public static bool Run(string[] arguments)
    {
        long start = Stopwatch.GetTimestamp();
        using CallSubjects subjects = new();
        MethodInfo[] methods =
        [
            .. PublicCall
                .FindAll()
                .Where(method => !CallSubjects.IsNotHere(method))
                .Where(method => arguments is not [var part] || PublicCall.NameOf(method).Contains(part, StringComparison.Ordinal)),
        ];
        int failures = 0;
        using Watchman watchman = new();
        foreach (MethodInfo method in methods)
        {
            watchman.Running = PublicCall.NameOf(method);
            if ((subjects.FindObstacle(method) ?? Try(new PublicCall(method, subjects), watchman)) is { } failure)
            {
                failures++;
                Console.WriteLine($"{PublicCall.NameOf(method)}: {failure}");
            }
        }

        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{methods.Length} public calls in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s, {failures} failed"
            )
        );
        return failures == 0 && methods.Length > 0;
    }

    private static string? Try(PublicCall call, Watchman watchman)
    {
        string name = watchman.Running!;
        bool hasSucceeded = false;
        PsutilException? last = null;
        string? growth = LeakDetector.FindGrowth(() =>
        {
            // From now on: a walk over the thousands of processes that others may have is a question of seconds, and is made fifty times.
            watchman.Running = name;
            switch (call.Invoke())
            {
                // What this system does not have, and waiting in vain, are asked for too.
                case null or PsutilNotSupportedException or PsutilTimeoutException or OperationCanceledException:
                    hasSucceeded = true;
                    return null;
                case PsutilException exception:
                    last = exception;
                    return null;
                case { } exception:
                    return $"an undocumented exception: {exception}";
            }
        });
        return growth ?? (hasSucceeded ? null : $"it never succeeded: {last}");
    }
}
