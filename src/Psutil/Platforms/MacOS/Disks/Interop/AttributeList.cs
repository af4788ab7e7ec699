using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>Which attributes <c>getattrlist</c> shall give (sys/attr.h).</summary>
[NativeLayout("attrlist")]
[StructLayout(LayoutKind.Explicit, Size = 24)]
internal struct AttributeList
{
    public const int ATTR_BIT_MAP_COUNT = 5;
    public const uint ATTR_VOL_INFO = 0x80000000;
    public const uint ATTR_VOL_SPACEUSED = 0x00800000;

    [FieldOffset(0)]
    public ushort bitmapcount;

    [FieldOffset(8)]
    public uint volattr;
}
