namespace Psutil.Tool.Listing;

/// <summary>A process in its tree.</summary>
/// <param name="Row">The process.</param>
/// <param name="Depth">How many of its ancestors are shown.</param>
/// <param name="Lead">What is drawn before its name.</param>
internal sealed record ProcessTreeLine(ProcessRow Row, int Depth, string Lead);
