using Psutil.Tool.Readings;

namespace Psutil.AspNetCore.Sampling;

/// <summary>A part of the machine as it was read, and what could not be read of it.</summary>
internal sealed record Section<T>(T Value, Gaps Gaps);
