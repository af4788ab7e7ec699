namespace Psutil.Platforms.Linux;

/// <summary>Counts the traffic of processes.</summary>
internal interface ITrafficSource : IDisposable
{
    ProcessNetworkSource Kind { get; }

    /// <summary>As <see cref="ProcessNetworkMeter.SourceName"/>.</summary>
    string Name { get; }

    /// <summary>The sums since the source was opened.</summary>
    ReadResult Read(out NetworkUseSample? sample);
}
