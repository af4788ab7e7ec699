namespace Psutil.Tool.Top.Sampling;

/// <summary>The traffic per second, in bytes: received and sent, or read and written. Null is unknown.</summary>
internal readonly record struct Traffic(double? In, double? Out);
