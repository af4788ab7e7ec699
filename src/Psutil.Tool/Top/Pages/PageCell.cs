using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Pages;

/// <summary>A cell of a page.</summary>
/// <param name="Text">Its text; empty if it is not measured yet.</param>
/// <param name="Look">How it looks.</param>
internal readonly record struct PageCell(string Text, Look Look);
