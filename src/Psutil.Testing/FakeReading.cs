namespace Psutil.Testing;

/// <summary>A source of a <see cref="FakeMachine"/> that is about to be read: see <see cref="FakeMachine.OnRead"/>.</summary>
public readonly record struct FakeReading
{
    /// <summary>
    /// The class and the member that are read, such as <c>Sensors.GetFans</c>, <c>Machine.GetBootTime</c>, <c>Processes.Capture</c>, or
    /// <c>OSProcess.Capture</c> for any value of one process.
    /// </summary>
    public required string Source { get; init; }

    /// <summary>The path whose file system is asked for its space; null for other sources.</summary>
    public string? Path { get; init; }

    /// <summary>Whether the list of file systems is that of all, with pseudo file systems; false for other sources.</summary>
    public bool IncludeAll { get; init; }

    /// <summary>The process that is read; null if it is not a single one.</summary>
    public ProcessIdentity? Process { get; init; }

    /// <summary>The fields of processes that are asked for; none for other sources.</summary>
    public ProcessFields Fields { get; init; }
}
