namespace Psutil.Platforms.Bsd;

/// <summary>What a system's <c>posix_spawn</c> has.</summary>
/// <param name="DefaultSignals">The flag by which signals get their defaults: <c>POSIX_SPAWN_SETSIGDEF</c>.</param>
/// <param name="NewSession">The flag by which the child leads a session: <c>POSIX_SPAWN_SETSID</c>; null if there is none.</param>
/// <param name="HasDirectory">Whether it can change the child's working directory.</param>
internal readonly record struct SpawnRules(short DefaultSignals, short? NewSession, bool HasDirectory);
