using Psutil.Tool.Text;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Pages;

namespace Psutil.Tool.Top.Replay;

/// <summary>A move, and what is shown at its end.</summary>
/// <param name="Move">Where to.</param>
/// <param name="Extra">What else is read of each process.</param>
/// <param name="Arguments">How much of the arguments of each process is shown.</param>
/// <param name="Page">The page in place of the processes; null for none.</param>
/// <param name="Detail">The details that are open; null for none.</param>
internal sealed record PastRequest(PastMove Move, ProcessFields Extra, ArgumentForm Arguments, TopPage? Page, TopDetail? Detail)
{
    /// <summary>Whether the power of processes is estimated.</summary>
    public bool EstimatesPower { get; init; }

    /// <summary>What a state shows.</summary>
    public static PastRequest Of(PastMove move, TopState state) =>
        new(move, state.ExtraFields, state.Arguments, state.Page?.Page, state.Detail is { IsReadable: true } detail ? detail : null)
        {
            EstimatesPower = state.EstimatesPower,
        };
}
