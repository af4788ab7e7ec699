using Psutil.Tool.Text;

namespace Psutil.Tool.Listing;

/// <summary>The command of a process, in one line.</summary>
internal static class ProcessCommand
{
    /// <summary>
    /// The program and its arguments. Kernel threads and zombies have none: as in <c>ps</c>, their name is shown in brackets.
    /// </summary>
    /// <param name="snapshot">The process, with its name and, except where only that is shown, its arguments.</param>
    /// <param name="form">How much of the arguments is shown.</param>
    public static string? Of(ProcessSnapshot snapshot, ArgumentForm form = ArgumentForm.All)
    {
        if (form == ArgumentForm.Names)
        {
            return snapshot.Name;
        }

        if (snapshot.CommandLine is { Count: > 0 } arguments)
        {
            return string.Join(' ', form == ArgumentForm.Masked ? ArgumentMask.Of(arguments) : arguments);
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
