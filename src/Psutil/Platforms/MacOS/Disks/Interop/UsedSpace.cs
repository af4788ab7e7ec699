using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>
/// The answer of <c>getattrlist</c> to <see cref="AttributeList.ATTR_VOL_SPACEUSED"/>: its length, then the bytes in use. Packed to four
/// bytes.
/// </summary>
[NativeLayout("psutil_attrbuf_spaceused")]
[StructLayout(LayoutKind.Explicit, Size = 12, Pack = 4)]
internal struct UsedSpace
{
    [FieldOffset(0)]
    public uint size;

    [FieldOffset(4)]
    public ulong spaceused;
}
