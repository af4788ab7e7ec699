using Psutil.Tool.Top.Replay;

namespace Psutil.Tool.Top.Model;

/// <summary>An action of a key that the model cannot do itself.</summary>
internal abstract record TopAction
{
    /// <summary>End.</summary>
    public sealed record Quit : TopAction;

    /// <summary>Give the terminal back and stop, until the shell continues the process.</summary>
    public sealed record Suspend : TopAction;

    /// <summary>Refresh now, and redraw the whole screen.</summary>
    public sealed record Refresh : TopAction;

    /// <summary>Read the page of the detail view.</summary>
    public sealed record ReadDetail : TopAction;

    /// <summary>Send a signal, after the confirmation.</summary>
    public sealed record SendSignal(IReadOnlyList<ProcessIdentity> Targets, SignalChoice Signal) : TopAction;

    /// <summary>Set the nice value, after the confirmation.</summary>
    public sealed record SetNice(IReadOnlyList<ProcessIdentity> Targets, int Nice) : TopAction;

    /// <summary>Show what was recorded, at a time; at the end of it if that is null.</summary>
    public sealed record OpenPast(DateTimeOffset? Time) : TopAction;

    /// <summary>Show another moment of the recording.</summary>
    public sealed record MovePast(PastMove Move) : TopAction;

    /// <summary>Return to the present.</summary>
    public sealed record ClosePast : TopAction;

    /// <summary>Set the priority class, after the confirmation.</summary>
    public sealed record SetPriority(IReadOnlyList<ProcessIdentity> Targets, PriorityChoice Priority) : TopAction;
}
