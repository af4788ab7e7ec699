namespace Psutil.Tool.Top.Screen;

/// <summary>The kinds of keys.</summary>
internal enum KeyCode
{
    /// <summary>A key with a character.</summary>
    Character,

    /// <summary>A letter with Control.</summary>
    Control,

    Enter,
    Escape,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    Home,
    End,
    F1,
    F2,
    F3,
    F4,
    F5,
    F6,
    F7,
    F8,
    F9,
    F10,

    /// <summary>No key: the mouse.</summary>
    Mouse,
}
