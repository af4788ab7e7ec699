namespace Psutil.Platforms.Linux.Parsing;

/// <summary>What <c>/proc/cpuinfo</c> tells of one CPU; null is what this architecture does not tell.</summary>
/// <param name="Number">The CPU's number.</param>
/// <param name="PhysicalId">Which package it is in.</param>
/// <param name="CoreId">Which core it is of, within the package.</param>
/// <param name="CoreCount">How many cores its package has.</param>
/// <param name="Megahertz">Its present frequency.</param>
internal readonly record struct CpuInfoEntry(int Number, int? PhysicalId, int? CoreId, int? CoreCount, double? Megahertz);
