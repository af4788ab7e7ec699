namespace Psutil.Platforms.Windows;

/// <summary>A handle of one process, by which its file is asked for.</summary>
internal readonly record struct FileHandle(int Pid, long? StartTime, nuint Value);
