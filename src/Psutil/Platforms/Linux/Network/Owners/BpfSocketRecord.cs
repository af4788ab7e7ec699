using System.Runtime.InteropServices;

namespace Psutil.Platforms.Linux;

/// <summary>A descriptor of a socket, as <see cref="BpfSocketProgram"/> writes it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BpfSocketRecord
{
    public const int Size = 16;

    /// <summary>In the reader's PID namespace.</summary>
    public int Pid;

    public int Descriptor;

    public ulong Inode;
}
