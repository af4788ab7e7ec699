namespace Psutil.Recording;

/// <summary>By what a <see cref="RecordingSummary"/> puts processes together.</summary>
public enum SummaryGrouping
{
    /// <summary>Each process by itself.</summary>
    Process = 0,

    /// <summary>The processes of a name.</summary>
    Program = 1,

    /// <summary>The processes of a user.</summary>
    User = 2,

    /// <summary>The processes of a container.</summary>
    Container = 3,
}
