namespace Psutil.Tool.Text;

/// <summary>Single values for people.</summary>
internal static class HumanText
{
    public const string Unknown = "unknown";

    public static string Number(long? value) => value is { } known ? known.ToString(CultureInfo.InvariantCulture) : Unknown;

    public static string Number(double? value) => value is { } known ? known.ToString("0.###", CultureInfo.InvariantCulture) : Unknown;

    public static string Bytes(long? value) => value is { } known ? ByteSize.ToString(known) : Unknown;

    public static string Seconds(TimeSpan? value) => value is { } known ? Duration.Compact(known) : Unknown;

    public static string Instant(DateTimeOffset? value, TimeProvider clock) => value is { } known ? Duration.Instant(known, clock) : Unknown;

    public static string Percent(double? value) => value is { } known ? known.ToString("0.0", CultureInfo.InvariantCulture) + "%" : Unknown;

    public static string Flag(bool? value) => value is { } known ? known ? "yes" : "no" : Unknown;
}
