namespace Psutil.Platforms.Unix;

/// <summary>
/// What a raw call gave: its result (a length, a descriptor), or the call that failed and its errno. Costs nothing to make: it is turned
/// into words only where someone asks.
/// </summary>
internal readonly record struct ReadResult(int Value, int Error, string? Call)
{
    public bool Failed => Call is not null;

    /// <summary>
    /// Whether the calls succeeded but gave what cannot be the thing asked for: an endless file, a device in a file's place. There is no
    /// errno then; <see cref="Call"/> says what is wrong.
    /// </summary>
    public bool IsMalformed => Failed && Error == 0;

    public static ReadResult Success(int value) => new(value, 0, null);

    public static ReadResult Failure(string call, int error) => new(0, error, call);

    /// <summary>Something that cannot be what it pretends to be.</summary>
    /// <param name="what">The property that is wrong: <c>length</c>, <c>file type</c>.</param>
    public static ReadResult Malformed(string what) => new(0, 0, what);

    /// <summary>From the kernel's convention, where a negative result is an errno.</summary>
    public static ReadResult FromCall(string call, int result) => result < 0 ? Failure(call, -result) : Success(result);
}
