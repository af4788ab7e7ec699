namespace Psutil.AspNetCore.Streaming;

/// <summary>What all streams send at one moment. It is made once, whatever the number of clients.</summary>
/// <param name="number">Its number, one more than that of the tick before.</param>
/// <param name="machine">The event <c>machine</c>.</param>
/// <param name="changes">The event <c>processes</c> for a client that has the tick before; null if processes are not shown, or could not
/// be read.</param>
/// <param name="makeAll">Makes that event for a client that has none; null where <paramref name="changes"/> is.</param>
internal sealed class LiveTick(long number, byte[] machine, byte[]? changes, Func<byte[]>? makeAll)
{
    private readonly Lazy<byte[]>? _all = makeAll is null ? null : new Lazy<byte[]>(makeAll);

    public long Number => number;

    public byte[] Machine => machine;

    public byte[]? Changes => changes;

    /// <summary>All processes. Made when the first client needs it.</summary>
    public byte[]? All => _all?.Value;
}
