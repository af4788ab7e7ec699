using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// The interfaces' state: flags and MTU by rtnetlink, or from sysfs of another proc file system; speed and duplex from sysfs.
/// </summary>
internal sealed class LinuxInterfaceStates(LinuxRoots roots)
{
    private readonly LinuxRoots _roots = roots;

    public IReadOnlyDictionary<string, InterfaceState> Read()
    {
        OrderedDictionary<string, InterfaceState> result = [];
        IReadOnlyDictionary<string, NetworkLink>? links = _roots.IsLocalProc ? ReadLinks() : null;
        foreach (string name in LinuxInterfaceFile.ReadNames(_roots))
        {
            NetworkLink? link = links?.GetValueOrDefault(name);
            uint? flags = link?.Flags ?? LinuxInterfaceSysfs.ReadFlags(_roots.Sys, name);

            // Gone between the two lists.
            if (flags is null && links is not null)
            {
                continue;
            }

            result[name] = new InterfaceState
            {
                IsUp = (flags & (InterfaceFlags.Up | InterfaceFlags.Running)) == (InterfaceFlags.Up | InterfaceFlags.Running),
                Duplex = LinuxInterfaceSysfs.ReadDuplex(_roots.Sys, name),
                SpeedMegabitsPerSecond = LinuxInterfaceSysfs.ReadSpeed(_roots.Sys, name),
                Mtu = link?.Mtu ?? LinuxInterfaceSysfs.ReadMtu(_roots.Sys, name),
                Flags = InterfaceFlagNames.Of(flags ?? 0),
            };
        }

        return result;
    }

    // Null where netlink is denied: sysfs tells the same.
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
