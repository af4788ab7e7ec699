namespace Psutil.Tool.Top.Screen;

/// <summary>What happened to a mouse.</summary>
internal enum MouseKind : byte
{
    /// <summary>Anything without a meaning here: movement, other buttons, a button that was released.</summary>
    Other,

    /// <summary>The left button was pressed.</summary>
    Press,

    WheelUp,
    WheelDown,
}
