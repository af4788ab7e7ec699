namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>SYSTEM_TIMEOFDAY_INFORMATION</c>: FILETIMEs and spans of 100 ns.</summary>
internal struct SystemTimeOfDay
{
    public long BootTime;
    public long CurrentTime;
    public long TimeZoneBias;
    public uint TimeZoneId;
    public uint Reserved;
    public ulong BootTimeBias;
    public ulong SleepTimeBias;
}
