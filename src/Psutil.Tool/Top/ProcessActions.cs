using Psutil.Tool.Top.Model;

namespace Psutil.Tool.Top;

/// <summary>
/// Acts on processes by identity, so that a process that got the PID of another is not affected, and reports the outcome.
/// </summary>
internal static class ProcessActions
{
    /// <summary>Whether this system has priority classes instead of nice values.</summary>
    public static bool HasPriorityClasses(Processes processes) => (processes.SupportedFields & ProcessFields.Nice) == 0;

    public static string Send(Processes processes, TopAction.SendSignal action) =>
        ForEach(processes, action.Targets, $"{action.Signal.Name} sent to", process => process.Send(action.Signal.Signal));

#pragma warning disable CA1416 // What is not offered throws, and the message says so.
    public static string SetNice(Processes processes, TopAction.SetNice action) =>
        ForEach(processes, action.Targets, string.Create(CultureInfo.InvariantCulture, $"nice is {action.Nice} now for"), process =>
            process.SetNice(action.Nice)
        );

    public static string SetPriority(Processes processes, TopAction.SetPriority action) =>
        ForEach(processes, action.Targets, $"priority is {action.Priority.Name} now for", process =>
            process.SetPriorityClass(action.Priority.Class)
        );
#pragma warning restore CA1416

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
