using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

// The interfaces' state: flags and MTU by rtnetlink, or from sysfs of another proc file system; speed and duplex from sysfs.
internal sealed partial class LinuxNetwork
{
    public override IReadOnlyDictionary<string, InterfaceState> GetInterfaceStates()
    {
        OrderedDictionary<string, InterfaceState> result = [];
        IReadOnlyDictionary<string, NetworkLink>? links = roots.IsLocalProc ? ReadLinks() : null;
        foreach (string name in LinuxInterfaceFile.ReadNames(roots))
        {
            NetworkLink? link = links?.GetValueOrDefault(name);
            uint? flags = link?.Flags ?? LinuxInterfaceSysfs.ReadFlags(roots.Sys, name);

            // The interface disappeared between the two lists.
            if (flags is null && links is not null)
            {
                continue;
            }

            result[name] = new InterfaceState
            {
                IsUp = (flags & (InterfaceFlags.Up | InterfaceFlags.Running)) == (InterfaceFlags.Up | InterfaceFlags.Running),
                Duplex = LinuxInterfaceSysfs.ReadDuplex(roots.Sys, name),
                SpeedMegabitsPerSecond = LinuxInterfaceSysfs.ReadSpeed(roots.Sys, name),
                Mtu = link?.Mtu ?? LinuxInterfaceSysfs.ReadMtu(roots.Sys, name),
                Flags = InterfaceFlagNames.Of(flags ?? 0),
            };
        }

        return result;
    }

    // Null if netlink is denied: sysfs has the same values.
    private static Dictionary<string, NetworkLink>? ReadLinks()
    {
        using NetlinkSession session = new(NetlinkProtocol.Route);
        List<NetworkLink> links = [];
        ReadResult result = LinuxNetworkLinks.Read(session, links);
        if (result.Failed)
        {
            PsutilEventSource.Log.SourceSkipped("RTM_GETLINK", $"{result.Call}: {Errno.Describe(result.Error)}");
            return null;
        }

        Dictionary<string, NetworkLink> byName = [];
        foreach (NetworkLink link in links)
        {
            byName[link.Name] = link;
        }

        return byName;
    }
}
