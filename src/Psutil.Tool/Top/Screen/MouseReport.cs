namespace Psutil.Tool.Top.Screen;

/// <summary>What a terminal reports of the mouse.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Column">At which column, from 0.</param>
/// <param name="Line">On which line, from 0.</param>
internal readonly record struct MouseReport(MouseKind Kind, int Column, int Line);
