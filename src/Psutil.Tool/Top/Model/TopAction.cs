namespace Psutil.Tool.Top.Model;

/// <summary>What a key asks for that the model cannot do itself.</summary>
internal abstract record TopAction
{
    /// <summary>End.</summary>
    public sealed record Quit : TopAction;

    /// <summary>Give the terminal back and stop, until the shell goes on with us.</summary>
    public sealed record Suspend : TopAction;

    /// <summary>Refresh now, and draw the whole screen anew.</summary>
    public sealed record Refresh : TopAction;

    /// <summary>Read what the detail view shows.</summary>
    public sealed record ReadDetail : TopAction;

    /// <summary>Send a signal, which was confirmed.</summary>
    public sealed record SendSignal(IReadOnlyList<ProcessIdentity> Targets, SignalChoice Signal) : TopAction;

    /// <summary>Set the nice value, which was confirmed.</summary>
    public sealed record SetNice(IReadOnlyList<ProcessIdentity> Targets, int Nice) : TopAction;

    /// <summary>Set the priority class, which was confirmed.</summary>
    public sealed record SetPriority(IReadOnlyList<ProcessIdentity> Targets, PriorityChoice Priority) : TopAction;
}
