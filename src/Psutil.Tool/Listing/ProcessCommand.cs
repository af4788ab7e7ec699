namespace Psutil.Tool.Listing;

/// <summary>What a process runs, as one line.</summary>
internal static class ProcessCommand
{
    /// <summary>
    /// A process's command: the program and its arguments. Kernel threads and zombies have none: they are shown as <c>ps</c> does, by their
    /// name in brackets.
    /// </summary>
    public static string? Of(ProcessSnapshot snapshot)
    {
        if (snapshot.CommandLine is { Count: > 0 } arguments)
        {
            return string.Join(' ', arguments);
        }

        bool hasNone =
            snapshot.CommandLine is not null
            || (
                snapshot.Unavailable.TryGetValue(ProcessFields.CommandLine, out Unavailability why)
                && why.Reason == UnavailableReason.Zombie
            );
        return hasNone && snapshot.Name is { } name ? $"[{name}]" : null;
    }
}
