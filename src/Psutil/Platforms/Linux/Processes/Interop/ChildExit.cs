using System.Runtime.InteropServices;

namespace Psutil.Platforms.Linux.Interop;

/// <summary>
/// The part of <c>siginfo_t</c> that <c>waitid</c> fills (asm-generic/siginfo.h); 128 bytes in all. The union behind the first three
/// numbers is aligned to a pointer.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 128)]
internal struct ChildExit
{
    private const int Exited = 1;

    public int Signal;
    public int Error;
    public int Code;
    public UnionPart Union;

    /// <summary>The exit code, or the negated number of the signal that ended it.</summary>
    public readonly int ExitCode => Code == Exited ? Union.Status : -Union.Status;

    [StructLayout(LayoutKind.Explicit)]
    internal struct UnionPart
    {
        [FieldOffset(0)]
        public int Pid;

        [FieldOffset(0)]
        private readonly nint _alignment;

        [FieldOffset(4)]
        public uint UserId;

        [FieldOffset(8)]
        public int Status;
    }
}
