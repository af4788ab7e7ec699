namespace Psutil.Tool.Top.Model;

/// <summary>A hint at its column.</summary>
internal readonly record struct PlacedHint(Hint Hint, int Column);
