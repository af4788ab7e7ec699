namespace Psutil.Testing;

/// <summary>A signal that was sent to a process of a <see cref="FakeMachine"/>.</summary>
public readonly record struct SentSignal
{
    /// <summary>The process.</summary>
    public required ProcessIdentity Process { get; init; }

    /// <summary>The number of the signal, as <see cref="FakeProcesses"/> numbers them: those of Linux.</summary>
    public required int Number { get; init; }
}
