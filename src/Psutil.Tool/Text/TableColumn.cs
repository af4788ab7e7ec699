namespace Psutil.Tool.Text;

/// <summary>A column of a table.</summary>
internal readonly record struct TableColumn(string Header, bool IsRightAligned = false);
