namespace Psutil.Tool.Listing;

/// <summary>The command of a process, in one line.</summary>
internal static class ProcessCommand
{
    /// <summary>
    /// The program and its arguments. Kernel threads and zombies have none: as in <c>ps</c>, their name is shown in brackets.
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
