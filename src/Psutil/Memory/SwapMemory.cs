namespace Psutil;

/// <summary>Swap space, in bytes.</summary>
/// <param name="Total">All swap space.</param>
/// <param name="Used">What is in use.</param>
/// <param name="Free">What is free.</param>
/// <param name="SwappedIn">Bytes read back from swap since the machine started; null if the operating system does not tell.</param>
/// <param name="SwappedOut">Bytes written to swap since the machine started; null if the operating system does not tell.</param>
public readonly record struct SwapMemory(long Total, long Used, long Free, long? SwappedIn, long? SwappedOut)
{
    /// <summary>The share in use, in percent of <see cref="Total"/>; 0 where there is no swap.</summary>
    public double Percent => Total > 0 ? Used * 100.0 / Total : 0;
}
