namespace Psutil;

/// <summary>One client of a driver: what a process opened, however many descriptors it has of it.</summary>
/// <param name="Id">The driver's number of the client on its GPU, which is never used again.</param>
/// <param name="Engines">How long each engine has worked for it.</param>
internal readonly record struct GpuClient(ulong Id, IReadOnlyDictionary<string, GpuEngine> Engines);
