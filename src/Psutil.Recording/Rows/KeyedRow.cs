namespace Psutil.Recording;

/// <summary>A row and what it is about.</summary>
internal readonly record struct KeyedRow(string Key, Row Row);
