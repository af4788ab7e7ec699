using System.Runtime.InteropServices;

namespace Psutil.Platforms.Linux;

/// <summary>What the programs of <see cref="BpfFileProgram"/> search for. They read it from a map with one element.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BpfFileQuestion
{
    /// <summary>The address of the file's <c>struct inode</c>; 0 to list what <see cref="Descriptor"/> is in each process.</summary>
    public ulong Inode;

    /// <summary>The file's inode number: another address can be the same file by another way (the layers of overlay).</summary>
    public ulong Number;

    /// <summary>If there is no address, the descriptor of which the records are written.</summary>
    public int Descriptor;

    /// <summary>The process that the last record was about, written by the program: one record of each process suffices.</summary>
    public int LastPid;
}

/// <summary>A process that may hold the file, as the programs write it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BpfFileRecord
{
    public const int Size = 24;

    /// <summary>In the reader's PID namespace.</summary>
    public int Pid;

    public int Padding;

    /// <summary>The address of the <c>struct inode</c> that was found.</summary>
    public ulong Inode;

    /// <summary>The type of its file system (<c>linux/magic.h</c>).</summary>
    public ulong FileSystem;
}
