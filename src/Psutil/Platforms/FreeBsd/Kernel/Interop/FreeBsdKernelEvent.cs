using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.FreeBsd.Interop;

/// <summary>A kernel event of FreeBSD 12 and later (sys/event.h): as on other systems, with more fields at the end.</summary>
[NativeLayout("kevent")]
[StructLayout(LayoutKind.Explicit, Size = 64)]
internal struct FreeBsdKernelEvent : IKernelEvent<FreeBsdKernelEvent>
{
    [FieldOffset(0)]
    public KernelEvent common;

    public readonly int Pid => common.Pid;

    public readonly uint Flags => common.Flags;

    public readonly uint Notes => common.Notes;

    public readonly int Data => common.Data;

    public static FreeBsdKernelEvent OfProcess(int pid, uint flags, uint notes) =>
        new() { common = KernelEvent.OfProcess(pid, flags, notes) };
}
