namespace Psutil;

/// <summary>The users, or groups, that a process acts as. Unix.</summary>
/// <param name="Real">Who started it.</param>
/// <param name="Effective">Whose rights it has.</param>
/// <param name="Saved">Whose rights it may take again.</param>
public readonly record struct ProcessUserIds(uint Real, uint Effective, uint Saved);
