using Psutil.Tool.Readings;

namespace Psutil.AspNetCore.Sampling;

/// <summary>A part of the machine as it was read, what could not be read of it, and when, by the clock of the collections.</summary>
internal sealed record Section<T>(T Value, Gaps Gaps, long ReadAt);
