namespace Psutil.Tool.Overview;

/// <summary>A box of the overview.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Width">How many columns it takes, with its frame.</param>
/// <param name="Text">Its lines, made safe, no wider than there is room.</param>
internal sealed record Box(string Title, int Width, string Text);
