namespace Psutil.Testing;

/// <summary>Changes snapshots for a test.</summary>
public static class ProcessSnapshotExtensions
{
    /// <summary>A copy without the given fields, which could not be read for a reason.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="fields">The fields.</param>
    /// <param name="reason">The reason, such as <see cref="UnavailableReason.Denied"/>.</param>
    public static ProcessSnapshot Without(this ProcessSnapshot snapshot, ProcessFields fields, UnavailableReason reason)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        Dictionary<ProcessFields, Unavailability> unavailable = new(snapshot.Unavailable);
        for (ulong left = (ulong)fields; left != 0; left &= left - 1)
        {
            unavailable[(ProcessFields)(left & (ulong)-(long)left)] = new Unavailability { Reason = reason };
        }

        ProcessSnapshot copy = snapshot.Select(~fields);
        return new ProcessSnapshot(copy) { Unavailable = unavailable };
    }
}
