using System.Runtime.InteropServices;

namespace Psutil.Platforms.Linux.Interop;

/// <summary><c>struct passwd</c> (pwd.h).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct PasswdEntry
{
    public byte* Name;
    public byte* Password;
    public uint UserId;
    public uint GroupId;
    public byte* Comment;
    public byte* HomeDirectory;
    public byte* Shell;
}
