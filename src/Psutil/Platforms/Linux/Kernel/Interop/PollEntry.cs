using System.Runtime.InteropServices;

namespace Psutil.Platforms.Linux.Interop;

/// <summary><c>struct pollfd</c> (poll.h).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollEntry
{
    public int Descriptor;
    public short Events;
    public short Returned;
}
