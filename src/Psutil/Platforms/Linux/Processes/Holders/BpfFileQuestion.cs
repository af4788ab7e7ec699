using System.Runtime.InteropServices;

namespace Psutil.Platforms.Linux;

/// <summary>What the programs of <see cref="BpfFileProgram"/> search for. They read it from a map with one element.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BpfFileQuestion
{
    /// <summary>The file's inode number.</summary>
    public ulong Number;

    /// <summary>The process that the last record was about, written by the program: one record of each process suffices.</summary>
    public int LastPid;

    public int Padding;
}

/// <summary>A process that may hold the file, as the programs write it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BpfFileRecord
{
    public const int Size = 8;

    /// <summary>In the reader's PID namespace.</summary>
    public int Pid;

    public int Padding;
}
