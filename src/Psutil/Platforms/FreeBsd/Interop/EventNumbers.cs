namespace Psutil.Platforms.FreeBsd.Interop;

/// <summary>Kernel events (sys/event.h).</summary>
internal static class EventNumbers
{
    public const int EVFILT_PROC = -5;
    public const int EV_ADD = 0x1;
    public const int EV_ONESHOT = 0x10;
    public const int EV_ERROR = 0x4000;
    public const uint NOTE_EXIT = 0x80000000;
}
