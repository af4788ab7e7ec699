namespace Psutil.Tool.Top.Sampling;

/// <summary>What went in and out per second, in bytes: received and sent, or read and written. Null is unknown.</summary>
internal readonly record struct Traffic(double? In, double? Out);
