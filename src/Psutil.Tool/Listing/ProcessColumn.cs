namespace Psutil.Tool.Listing;

/// <summary>A column of the process table.</summary>
/// <param name="Header">Its title.</param>
/// <param name="Cell">What it shows; null if that is unknown.</param>
/// <param name="IsRightAligned">Whether it holds numbers.</param>
/// <param name="Rank">How soon it is left out where the terminal is narrow: the highest first; 0 never.</param>
internal sealed record ProcessColumn(string Header, Func<ProcessRow, TimeProvider, string?> Cell, bool IsRightAligned = false, int Rank = 0);
