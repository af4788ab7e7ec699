namespace Psutil.Platforms.Unix;

/// <summary>
/// The outcome of a raw call: its result (a length, a descriptor), or the call that failed and its errno. Cheap: the text of the error is
/// created only when needed.
/// </summary>
internal readonly record struct ReadResult(int Value, int Error, string? Call)
{
    public bool Failed => Call is not null;

    /// <summary>
    /// Whether the calls succeeded but the result is invalid: an endless file, a device instead of a file. There is no errno then, and
    /// <see cref="Call"/> is the invalid property.
    /// </summary>
    public bool IsMalformed => Failed && Error == 0;

    public static ReadResult Success(int value) => new(value, 0, null);

    public static ReadResult Failure(string call, int error) => new(0, error, call);

    /// <summary>An invalid result.</summary>
    /// <param name="what">The invalid property: <c>length</c>, <c>file type</c>.</param>
    public static ReadResult Malformed(string what) => new(0, 0, what);

    /// <summary>From the kernel's convention, where a negative result is an errno.</summary>
    public static ReadResult FromCall(string call, int result) => result < 0 ? Failure(call, -result) : Success(result);
}
