using System.Net.NetworkInformation;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

// The interfaces' addresses: by rtnetlink or, for another proc file system, from files. An IPv4 address with a label (eth0:1) is listed
// under its label, as in getifaddrs and ifconfig. No file has IPv4 addresses with their interfaces, so they are left out for another proc
// file system.
internal sealed partial class LinuxNetwork
{
    public override IReadOnlyDictionary<string, IReadOnlyList<InterfaceAddress>> GetInterfaceAddresses()
    {
        AddressTable table = new();
        if (roots.IsLocalProc)
        {
            ReadAddressesByNetlink(table);
        }
        else
        {
            ReadAddressesFromFiles(table);
        }

        return table.ToDictionary();
    }

    private static void ReadAddressesByNetlink(AddressTable table)
    {
        using NetlinkSession session = new(NetlinkProtocol.Route);
        List<NetworkLink> links = [];
        ReadResult result = LinuxNetworkLinks.Read(session, links);
        if (result.Failed)
        {
            throw LinuxNetworkLinks.ToException(result, "RTM_GETLINK");
        }

        Dictionary<int, NetworkLink> byIndex = [];
        foreach (NetworkLink link in links)
        {
            byIndex[link.Index] = link;
        }

        void Restart()
        {
            table.Clear();
            foreach (NetworkLink link in links)
            {
                table.AddInterface(link.Name);
            }
        }

        result = session.List(RouteMessageType.GetAddress, default(RouteAddressMessage), Restart, (type, message) =>
            AddAddress(table, byIndex, type, message)
        );
        if (result.Failed)
        {
            throw LinuxNetworkLinks.ToException(result, "RTM_GETADDR");
        }

        foreach (NetworkLink link in links)
        {
            if (link.Address is { } address)
            {
                bool hasBroadcast = (link.Flags & InterfaceFlags.Broadcast) != 0;
                table.Add(link.Name, InterfaceAddressFactory.OfHardware(address, hasBroadcast ? link.Broadcast : null));
            }
        }
    }

    private static void AddAddress(AddressTable table, Dictionary<int, NetworkLink> links, ushort type, ReadOnlySpan<byte> message)
    {
        if (type != RouteMessageType.NewAddress)
        {
            return;
        }

        // An interface that came up between the two lists is left out with its addresses.
        if (RouteNetlinkParser.TryParseAddressIndex(message, out int index) && !links.ContainsKey(index))
        {
            return;
        }

        NetworkLink? link = links.GetValueOrDefault(index);
        if (
            !RouteNetlinkParser.TryParseAddress(
                message,
                link?.Flags ?? 0,
                out InterfaceAddress? address,
                out ReadOnlySpan<byte> label,
                out string? malformed
            )
        )
        {
            PsutilEventSource.Log.Malformed("RTM_GETADDR", malformed);
        }
        else if (address is not null && link is not null)
        {
            table.Add(label.IsEmpty ? link.Name : OSText.GetString(label), address);
        }
    }

    private void ReadAddressesFromFiles(AddressTable table)
    {
        IReadOnlyList<string> names = LinuxInterfaceFile.ReadNames(roots);
        foreach (string name in names)
        {
            table.AddInterface(name);
        }

        // Neither file exists without IPv6.
        string path = "1/net/if_inet6";
        byte[]? text = roots.Proc.ReadBytes(path);
        if (text is null)
        {
            path = "net/if_inet6";
            text = roots.Proc.ReadBytes(path);
        }

        LineCursor lines = new(text, headerLines: 0);
        while (lines.MoveNext())
        {
            if (ProcNetIfInet6.TryParse(lines.Current, out InterfaceAddress? address, out ReadOnlySpan<byte> name, out string? malformed))
            {
                table.Add(OSText.GetString(name), address);
            }
            else
            {
                PsutilEventSource.Log.Malformed(Path.Join(roots.Proc.Path, path), malformed);
            }
        }

        foreach (string name in names)
        {
            if (ReadHardwareAddress(name, "address") is { } address)
            {
                bool hasBroadcast = (LinuxInterfaceSysfs.ReadFlags(roots.Sys, name) & InterfaceFlags.Broadcast) != 0;
                table.Add(name, InterfaceAddressFactory.OfHardware(address, hasBroadcast ? ReadHardwareAddress(name, "broadcast") : null));
            }
        }
    }

    private PhysicalAddress? ReadHardwareAddress(string name, string file) =>
        roots.Sys.ReadText($"class/net/{name}/{file}") is { } text && HardwareAddressText.TryParse(text, out PhysicalAddress? address)
            ? address
            : null;

    private sealed class AddressTable
    {
        private readonly OrderedDictionary<string, List<InterfaceAddress>> _addresses = [];

        public void Clear() => _addresses.Clear();

        /// <summary>An interface is listed even if it has no address.</summary>
        public void AddInterface(string name) => _addresses.TryAdd(name, []);

        public void Add(string name, InterfaceAddress address)
        {
            AddInterface(name);
            _addresses[name].Add(address);
        }

        public IReadOnlyDictionary<string, IReadOnlyList<InterfaceAddress>> ToDictionary()
        {
            OrderedDictionary<string, IReadOnlyList<InterfaceAddress>> result = new(_addresses.Count);
            foreach ((string name, List<InterfaceAddress> addresses) in _addresses)
            {
                result.Add(name, addresses);
            }

            return result;
        }
    }
}
