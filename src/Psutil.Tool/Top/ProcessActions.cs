using System.Diagnostics;
using System.Runtime.Versioning;
using Psutil.Tool.Top.Model;

namespace Psutil.Tool.Top;

/// <summary>Acts on processes by identity, so that none is hit that got the PID of another, and says what came of it.</summary>
internal static class ProcessActions
{
    /// <summary>Whether this system has priority classes and no nice values.</summary>
    [SupportedOSPlatformGuard("windows")]
    public static bool HasPriorityClasses => OperatingSystem.IsWindows();

    public static string Send(Processes processes, TopAction.SendSignal action) =>
        ForEach(processes, action.Targets, $"{action.Signal.Name} sent to", process => process.Send(action.Signal.Signal));

    public static string SetNice(Processes processes, TopAction.SetNice action) =>
        ForEach(processes, action.Targets, string.Create(CultureInfo.InvariantCulture, $"nice is {action.Nice} now for"), process =>
            SetNice(process, action.Nice)
        );

    public static string SetPriority(Processes processes, TopAction.SetPriority action) =>
        ForEach(processes, action.Targets, $"priority is {action.Priority.Name} now for", process =>
            SetPriority(process, action.Priority.Class)
        );

    private static void SetPriority(OSProcess process, ProcessPriorityClass priority)
    {
        if (!HasPriorityClasses)
        {
            throw new PsutilNotSupportedException("Only Windows has priority classes.");
        }

        process.SetPriorityClass(priority);
    }

    private static void SetNice(OSProcess process, int nice)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PsutilNotSupportedException("Windows has no nice values.");
        }

        process.SetNice(nice);
    }

    private static string ForEach(Processes processes, IReadOnlyList<ProcessIdentity> targets, string done, Action<OSProcess> act)
    {
        List<string> failures = [];
        foreach (ProcessIdentity target in targets)
        {
            try
            {
                act(processes.FromIdentity(target));
            }
            catch (PsutilException exception)
            {
                string why = exception switch
                {
                    NoSuchProcessException => "has ended",
                    AccessDeniedException => "is denied",
                    _ => exception.Message,
                };
                failures.Add(string.Create(CultureInfo.InvariantCulture, $"{target.Pid} {why}"));
            }
        }

        int count = targets.Count - failures.Count;
        string success =
            targets.Count == 1
                ? string.Create(CultureInfo.InvariantCulture, $"{done} {targets[0].Pid}")
                : string.Create(CultureInfo.InvariantCulture, $"{done} {count} of {targets.Count} processes");
        string failure = string.Join(", ", failures);
        return failures.Count == 0 ? success
            : count == 0 ? failure
            : $"{success}; {failure}";
    }
}
