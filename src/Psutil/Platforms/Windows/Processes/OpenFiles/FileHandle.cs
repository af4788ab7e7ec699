namespace Psutil.Platforms.Windows;

/// <summary>A handle of one process, whose file is queried.</summary>
internal readonly record struct FileHandle(int Pid, long? StartTime, nuint Value);
