namespace Psutil.Compare.Results;

/// <summary>One row of the table.</summary>
/// <param name="Title">The workload, with its setting.</param>
/// <param name="Unit">What the figures are per.</param>
/// <param name="Contestant">Who.</param>
/// <param name="Microseconds">The median of the rounds, per item.</param>
/// <param name="Ratio">The median of its ratio to the floor in each round: what slows a round down slows both.</param>
/// <param name="SystemCalls">Per item; null if not counted.</param>
/// <param name="Bytes">What was allocated on the managed heap, per item; null if not told.</param>
/// <param name="Bar">The most that the ratio may be; null if nothing is demanded.</param>
/// <param name="Agrees">Whether what it read agrees with what the floor read.</param>
internal sealed record Score(
    string Title,
    string Unit,
    string Contestant,
    double Microseconds,
    double Ratio,
    double? SystemCalls,
    double? Bytes,
    double? Bar,
    bool Agrees
);
