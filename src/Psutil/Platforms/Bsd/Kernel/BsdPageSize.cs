using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.Bsd;

/// <summary>The size of a page, read once, because it never changes.</summary>
internal sealed class BsdPageSize
{
    private static readonly SysctlNode Node = new("hw.pagesize", SysctlNumbers.CTL_HW, SysctlNumbers.HW_PAGESIZE);

    private long _bytes;

    public long Bytes => _bytes > 0 ? _bytes : _bytes = Node.Get<int>();
}
