namespace Psutil.Tool.Text;

/// <summary>A column of a table as it is laid out.</summary>
/// <param name="Header">Its title.</param>
/// <param name="IsRightAligned">Whether it holds numbers.</param>
/// <param name="Rank">The order in which it is left out on a narrow terminal: the highest first; 0 never.</param>
internal readonly record struct TableColumn(string Header, bool IsRightAligned = false, int Rank = 0);
