namespace Psutil.Tool.Top.Screen;

/// <summary>One column of one line of the screen.</summary>
/// <param name="Character">The code point; 0 in the second column of a wide character.</param>
/// <param name="Look">How it looks.</param>
/// <param name="IsInverse">Whether foreground and background are exchanged.</param>
/// <param name="Marks">The combining marks upon it; null for nearly every one.</param>
internal readonly record struct Cell(int Character, Look Look = default, bool IsInverse = false, string? Marks = null)
{
    public static Cell Blank { get; } = new(' ');

    /// <summary>Whether it is the right half of a wide character.</summary>
    public bool IsContinuation => Character == 0;
}
