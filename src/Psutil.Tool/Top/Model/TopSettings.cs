namespace Psutil.Tool.Top.Model;

/// <summary>The settings that a cell's text depends on, besides its process.</summary>
/// <param name="IsPercentOfMachine">Whether CPU % is of all CPUs and not of one.</param>
/// <param name="TotalMemory">The machine's memory; null if unknown.</param>
/// <param name="Clock">For dates.</param>
/// <param name="OwnUser">The name of the user who looks.</param>
internal readonly record struct TopSettings(bool IsPercentOfMachine, long? TotalMemory, TimeProvider Clock, string OwnUser);
