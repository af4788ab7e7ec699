namespace Psutil.Recording;

/// <summary>What disks and interfaces but loopback moved, in bytes; null where it is not known.</summary>
internal readonly record struct Transfers(double? Read, double? Written, double? Received, double? Sent);
