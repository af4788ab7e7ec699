namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>IO_STATUS_BLOCK</c>.</summary>
internal struct IOStatusBlock
{
    public nint Status;
    public nuint Information;
}
