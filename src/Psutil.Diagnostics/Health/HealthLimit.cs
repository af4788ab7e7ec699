namespace Psutil.Diagnostics;

/// <summary>A limit of a health check.</summary>
/// <param name="Name">What is limited, such as <c>free space of /data</c>.</param>
/// <param name="Unit">The unit, with a blank before it if it is a word; empty for a number.</param>
/// <param name="Limit">The limit.</param>
/// <param name="IsMinimum">Whether the value must be at least the limit rather than at most.</param>
/// <param name="Read">Reads the value. May throw a <see cref="PsutilException"/>.</param>
internal sealed record HealthLimit(
    string Name,
    string Unit,
    double Limit,
    bool IsMinimum,
    Func<Machine, CancellationToken, Task<HealthFinding>> Read
)
{
    /// <summary>Whether a value keeps the limit.</summary>
    public bool IsKeptBy(double value) => IsMinimum ? value >= Limit : value <= Limit;

    /// <summary>The value and the limit in words, such as <c>free space of /data: 1.2 %, at least 5 % required</c>.</summary>
    public string Describe(double value) => $"{Name}: {Text(value)}, {(IsMinimum ? "at least" : "at most")} {Text(Limit)} required";

    private string Text(double value) =>
        Unit == "B" ? ByteSize.ToString((long)value) : string.Create(CultureInfo.InvariantCulture, $"{value:0.##}{Unit}");
}
