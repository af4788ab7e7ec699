namespace Psutil.AspNetCore.Api;

/// <summary>The share of each mode of each CPU since the reading before. Not thread-safe.</summary>
internal sealed class CpuShares
{
    private Dictionary<int, CpuTimes> _before = [];

    /// <summary>The shares by the number of the CPU; empty at the first reading.</summary>
    public IReadOnlyDictionary<int, CpuTimesPercent> Since(IReadOnlyList<CpuCoreTimes>? cores)
    {
        Dictionary<int, CpuTimesPercent> shares = [];
        foreach (CpuCoreTimes core in cores ?? [])
        {
            if (_before.TryGetValue(core.Number, out CpuTimes times) && core.Times.PercentSince(times) is { } percent)
            {
                shares[core.Number] = percent;
            }
        }

        _before = (cores ?? []).ToDictionary(core => core.Number, core => core.Times);
        return shares;
    }
}
