namespace Psutil;

/// <summary>The speed of a fan.</summary>
public sealed record FanReading
{
    /// <summary>The name of the fan; null if the driver gives no label. Linux: <c>fanN_label</c> of hwmon.</summary>
    public string? Label { get; init; }

    /// <summary>The speed, in revolutions per minute; 0 if the fan stands still. Linux: <c>fanN_input</c> of hwmon.</summary>
    public required int RevolutionsPerMinute { get; init; }
}
