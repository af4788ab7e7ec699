namespace Psutil;

/// <summary>A fan.</summary>
/// <param name="Label">Which fan; null if the driver gives no label.</param>
/// <param name="RevolutionsPerMinute">Its speed.</param>
public sealed record FanReading(string? Label, int RevolutionsPerMinute);
