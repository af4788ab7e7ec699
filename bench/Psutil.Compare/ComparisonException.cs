namespace Psutil.Compare;

/// <summary>The comparison cannot be made.</summary>
internal sealed class ComparisonException(string message) : Exception(message);
