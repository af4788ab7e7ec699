using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Top.Model;

/// <summary>A key, and what it does in a word.</summary>
/// <param name="Keys">The key's name.</param>
/// <param name="Text">What it does.</param>
/// <param name="Key">The key.</param>
internal sealed record Hint(string Keys, string Text, Key Key)
{
    public int Width => Keys.Length + 1 + Text.Length;
}
