namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>IO_COUNTERS</c>.</summary>
internal struct IOCounters
{
    public ulong ReadOperationCount;
    public ulong WriteOperationCount;
    public ulong OtherOperationCount;
    public ulong ReadTransferCount;
    public ulong WriteTransferCount;
    public ulong OtherTransferCount;
}
