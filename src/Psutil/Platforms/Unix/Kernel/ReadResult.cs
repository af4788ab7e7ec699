namespace Psutil.Platforms.Unix;

/// <summary>
/// What a raw call gave: its result (a length, a descriptor), or the call that failed and its errno. Costs nothing to make: it is turned
/// into words only where someone asks.
/// </summary>
internal readonly record struct ReadResult(int Value, int Error, string? Call)
{
    public bool Failed => Call is not null;

    public static ReadResult Success(int value) => new(value, 0, null);

    public static ReadResult Failure(string call, int error) => new(0, error, call);

    /// <summary>From the kernel's convention, where a negative result is an errno.</summary>
    public static ReadResult FromCall(string call, int result) => result < 0 ? Failure(call, -result) : Success(result);
}
