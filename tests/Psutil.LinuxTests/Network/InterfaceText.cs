using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text.Json;

namespace Psutil.LinuxTests;

/// <summary>Addresses of interfaces as lines that can be compared whatever order they come in.</summary>
internal static class InterfaceText
{
    private const int SmallestHardwareAddress = 6;

    public static string[] Of(IReadOnlyDictionary<string, IReadOnlyList<InterfaceAddress>> addresses) =>
        [.. addresses.SelectMany(pair => pair.Value.Select(address => $"{pair.Key} {Of(address)}")).Order(StringComparer.Ordinal)];

    public static string Of(InterfaceAddress address) =>
        address.Family == AddressFamily.Packet
            ? $"{address.Family} {Of(address.HardwareAddress)} {Of(address.HardwareBroadcast)}"
            : $"{address.Family} {address.Address}/{address.PrefixLength} brd {address.Broadcast} peer {address.PointToPointPeer}";

    /// <summary>
    /// psutil's list. It names the scope by the interface's name, fills short hardware addresses with zeros, and has an entry for what has
    /// no address.
    /// </summary>
    public static string[] OfPsutil(JsonElement addresses) =>
        [
            .. addresses
                .EnumerateObject()
                .SelectMany(item =>
                    item.Value.EnumerateArray()
                        .Where(address => address[0].GetInt32() != 0)
                        .Select(address => $"{item.Name} {OneOfPsutil(address)}")
                )
                .Order(StringComparer.Ordinal),
        ];

    private static string OneOfPsutil(JsonElement address) =>
        address[0].GetInt32() switch
        {
            2 => Of(
                new InterfaceAddress
                {
                    Family = AddressFamily.InterNetwork,
                    Address = Parse(address[1]),
                    Netmask = Parse(address[2]),
                    Broadcast = Parse(address[3]),
                    PointToPointPeer = Parse(address[4]),
                }
            ),
            10 => Of(
                new InterfaceAddress
                {
                    Family = AddressFamily.InterNetworkV6,
                    Address = Parse(address[1]),
                    Netmask = Parse(address[2]),
                }
            ),
            _ => $"{AddressFamily.Packet} {address[1].GetString()} {address[3].GetString()}",
        };

    private static System.Net.IPAddress? Parse(JsonElement text) =>
        text.GetString() is { } known ? System.Net.IPAddress.Parse(known) : null;

    private static string Of(PhysicalAddress? address)
    {
        if (address is null)
        {
            return "";
        }

        IEnumerable<byte> bytes = address.GetAddressBytes();
        return string.Join(
            ':',
            bytes
                .Concat(new byte[Math.Max(0, SmallestHardwareAddress - bytes.Count())])
                .Select(part => part.ToString("x2", CultureInfo.InvariantCulture))
        );
    }
}
