namespace Psutil.Platforms.Linux.Parsing;

/// <summary>The names of an interface's flags, as psutil and <c>ifconfig</c> call them.</summary>
internal static class InterfaceFlagNames
{
    // In the order in which they are shown.
    private static readonly (uint Bit, string Name)[] Names =
    [
        (0x1, "up"),
        (0x2, "broadcast"),
        (0x4, "debug"),
        (0x8, "loopback"),
        (0x10, "pointopoint"),
        (0x20, "notrailers"),
        (0x40, "running"),
        (0x80, "noarp"),
        (0x100, "promisc"),
        (0x200, "allmulti"),
        (0x400, "master"),
        (0x800, "slave"),
        (0x1000, "multicast"),
        (0x2000, "portsel"),
        (0x4000, "automedia"),
        (0x8000, "dynamic"),
    ];

    public static IReadOnlyList<string> Of(uint flags)
    {
        List<string> names = [];
        foreach ((uint bit, string name) in Names)
        {
            if ((flags & bit) != 0)
            {
                names.Add(name);
            }
        }

        return names;
    }
}
