using System.Runtime.InteropServices;
using Psutil.Platforms.Bsd;

namespace Psutil.Platforms.FreeBsd;

/// <summary>Which processes the kernel shows to a caller who is not root.</summary>
internal static class FreeBsdVisibility
{
    /// <summary>
    /// What the settings say (<c>cr_seeotheruids</c> and <c>cr_seeothergids</c> in <c>kern_prot.c</c>): without the first, other users are
    /// hidden; without the second, who has no group in common with the caller. Unknown if they cannot be read, and if it depends on more:
    /// the jail of each process, or a module of the MAC framework.
    /// </summary>
    public static ProcessVisibility Read()
    {
        if (IsOn("security.bsd.see_other_uids") is not { } seesUsers || IsOn("security.bsd.see_other_gids") is not { } seesGroups)
        {
            return ProcessVisibility.Unknown;
        }

        if (!seesUsers)
        {
            return ProcessVisibility.Own;
        }

        // The second exists if the module mac_seeotheruids is loaded.
        bool dependsOnMore = IsOn("security.bsd.see_jail_proc") == false || IsOn("security.mac.seeotheruids.enabled") == true;
        return dependsOnMore ? ProcessVisibility.Unknown
            : seesGroups ? ProcessVisibility.All
            : ProcessVisibility.OwnAndGroup;
    }

    private static bool? IsOn(string name)
    {
        int value = 0;
        ReadResult result = NamedSysctl.Read(name, MemoryMarshal.AsBytes(new Span<int>(ref value)));
        return result.Failed || result.Value != sizeof(int) ? null : value != 0;
    }
}
