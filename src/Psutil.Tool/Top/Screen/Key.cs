using System.Text;

namespace Psutil.Tool.Top.Screen;

/// <summary>A key that was struck, or what happened to the mouse.</summary>
/// <param name="Code">Which.</param>
/// <param name="Character">The character, or the letter that was struck together with Control.</param>
/// <param name="Mouse">What happened to the mouse.</param>
internal readonly record struct Key(KeyCode Code, Rune Character = default, MouseReport Mouse = default)
{
    public static Key Of(char character) => new(KeyCode.Character, new Rune(character));

    public static Key Control(char letter) => new(KeyCode.Control, new Rune(letter));

    /// <summary>Whether it is a given character.</summary>
    public bool Is(char character) => Code == KeyCode.Character && Character.Value == character;

    /// <summary>Whether it is a given letter with Control.</summary>
    public bool IsControl(char letter) => Code == KeyCode.Control && Character.Value == letter;
}
