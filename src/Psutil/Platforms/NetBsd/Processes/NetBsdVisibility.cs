using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.NetBsd;

/// <summary>Which processes the kernel shows to a caller who is not root.</summary>
internal static class NetBsdVisibility
{
    /// <summary>
    /// What <c>security.curtain</c> says: unless it is 0, a user sees his own processes (<c>secmodel_extensions.c</c>). A kernel without
    /// the security model that has the setting hides nothing. Unknown if the setting cannot be read.
    /// </summary>
    public static ProcessVisibility Read()
    {
        int curtain = 0;
        ReadResult result = NamedSysctl.Read("security.curtain", MemoryMarshal.AsBytes(new Span<int>(ref curtain)));
        if (result.Failed)
        {
            return result.Error == Errno.ENOENT ? ProcessVisibility.All : ProcessVisibility.Unknown;
        }

        return result.Value != sizeof(int) ? ProcessVisibility.Unknown
            : curtain == 0 ? ProcessVisibility.All
            : ProcessVisibility.Own;
    }
}
