using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Psutil.Platforms.Bsd.Parsing;
using Psutil.Platforms.Unix.Parsing;
using static Psutil.HostileTests.Fuzzing.FuzzTarget;
using FreeBsd = Psutil.Platforms.FreeBsd.Parsing;
using FreeBsdNative = Psutil.Platforms.FreeBsd.Interop;
using MacOS = Psutil.Platforms.MacOS.Parsing;
using MacOSNative = Psutil.Platforms.MacOS.Interop;
using NetBsd = Psutil.Platforms.NetBsd.Parsing;
using NetBsdNative = Psutil.Platforms.NetBsd.Interop;
using OpenBsd = Psutil.Platforms.OpenBsd.Parsing;
using OpenBsdNative = Psutil.Platforms.OpenBsd.Interop;

namespace Psutil.HostileTests.Fuzzing;

/// <summary>The parsers of the BSDs and macOS. A record is as long as the kernel says that it is: the reader makes sure of that.</summary>
internal static class BsdTargets
{
    private const long PageSize = 4096;
    private const int TicksPerSecond = 128;

    public static FuzzTarget[] All { get; } =
    [
        new("FreeBsd.TopologySpecification", bytes => UseUp(FreeBsd.TopologySpecification.ParseCores(bytes) ?? [])),
        new("Bsd.ArgumentParser", bytes => ArgumentParser.Parse(bytes)),
        new("Bsd.LinkNameParser", bytes =>
        {
            LinkNameParser.TryParseName(bytes, out _);
            LinkNameParser.ParseAddress(bytes);
        }),
        new("Bsd.RoutingMessages", bytes =>
        {
            RoutingMessages.Parse<FreeBsdNative.InterfaceMessage>(bytes);
            RoutingMessages.Parse<MacOSNative.InterfaceMessage>(bytes);
            RoutingMessages.Parse<NetBsdNative.InterfaceMessage>(bytes);
            RoutingMessages.Parse<OpenBsdNative.InterfaceMessage>(bytes);
        }),
        new("Bsd.SocketAddressParser", bytes =>
        {
            foreach (bool isIPv6 in (ReadOnlySpan<bool>)[false, true])
            {
                SocketAddressParser.Parse(bytes, isIPv6);
                SocketAddressParser.ParseMask(bytes, isIPv6);
            }

            SocketAddressParser.ParsePath(bytes);
            SocketAddressParser.ToIPv6(OfLength(bytes, 16), scope: 2);
        }),
        new("Unix.InterfaceAddressFactory", bytes =>
        {
            InterfaceAddressFactory.OfIPv4(OfLength(bytes, 4), prefixLength: 24);
            InterfaceAddressFactory.OfIPv6(OfLength(bytes, 16), prefixLength: 64, interfaceIndex: 2);
            InterfaceAddressFactory.ToIPv6(OfLength(bytes, 16), interfaceIndex: 2);
        }),
        new("FreeBsd.CpuTimesParser", bytes =>
        {
            FreeBsd.CpuTimesParser.Parse(OfLength(bytes, 40), TicksPerSecond);
            FreeBsd.CpuTimesParser.ParsePerCpu(bytes, cpuCount: 8, TicksPerSecond);
        }),
        new("FreeBsd.FrequencyLevelParser", bytes => FreeBsd.FrequencyLevelParser.Parse(bytes, out _, out _)),
        new("FreeBsd.DeviceStatisticsParser", bytes => UseUp(FreeBsd.DeviceStatisticsParser.Parse(bytes))),
        new("FreeBsd.SocketListParser", bytes =>
        {
            ReadOnlySpan<byte> records = FreeBsd.SocketListParser.Records(bytes);
            while (
                FreeBsd.SocketListParser.TryReadNext(ref records, Unsafe.SizeOf<FreeBsdNative.TcpSocket>(), out ReadOnlySpan<byte> record)
            )
            {
                FreeBsd.SocketListParser.ParseTcp(record, ConnectionKinds.All, out _);
            }
        }),
        new("FreeBsd.SocketListParser.Udp", bytes =>
        {
            ReadOnlySpan<byte> records = FreeBsd.SocketListParser.Records(bytes);
            while (
                FreeBsd.SocketListParser.TryReadNext(
                    ref records,
                    Unsafe.SizeOf<FreeBsdNative.InternetSocket>(),
                    out ReadOnlySpan<byte> record
                )
            )
            {
                FreeBsd.SocketListParser.ParseUdp(record, ConnectionKinds.All, out _);
            }
        }),
        new("FreeBsd.SocketListParser.Unix", bytes =>
        {
            ReadOnlySpan<byte> records = FreeBsd.SocketListParser.Records(bytes);
            while (
                FreeBsd.SocketListParser.TryReadNext(ref records, Unsafe.SizeOf<FreeBsdNative.UnixSocket>(), out ReadOnlySpan<byte> record)
            )
            {
                FreeBsd.SocketListParser.ParseUnix(record, SocketType.Stream, out _);
            }
        }),
        new("FreeBsd.MemoryMapParser", bytes =>
        {
            ReadOnlySpan<byte> rest = bytes;
            while (FreeBsd.MemoryMapParser.TryReadNext(ref rest, PageSize, out _)) { }
        }),
        new("FreeBsd.OpenFileParser", bytes =>
        {
            ReadOnlySpan<byte> rest = bytes;
            while (FreeBsd.OpenFileParser.TryReadNext(ref rest, out _, out _, out _)) { }
        }),
        new("FreeBsd.ProcessTableParser", bytes =>
        {
            FreeBsd.ProcessTableParser.RecordSize(bytes);
            FreeBsd.ProcessTableParser.TryParse(bytes, bootMicroseconds: 1, PageSize, out _, out _);
            FreeBsd.ProcessTableParser.TryParseThread(bytes, out _);
        }),
        new("MacOS.GpuRegistryText", bytes =>
        {
            string text = OSText.GetString(bytes);
            MacOS.GpuRegistryText.FindProcess(text);
            MacOS.GpuRegistryText.FormatAddress(text);
            MacOS.GpuRegistryText.ReadPciNumber(bytes);
            MacOS.GpuRegistryText.ReadText(bytes);
        }),
        new("MacOS.VoltageTableParser", bytes =>
        {
            MacOS.VoltageTableParser.IsTable(OSText.GetString(bytes));
            MacOS.VoltageTableParser.TryParse(bytes, out _, out _);
        }),
        new("MacOS.SocketParser", bytes => MacOS.SocketParser.Parse(Structure<MacOSNative.SocketInformation>(bytes))),
        new("MacOS.ArgumentBlockParser", bytes => MacOS.ArgumentBlockParser.TryParse(bytes, out _, out _)),
        new("MacOS.PrivateMemory", bytes => MacOS.PrivateMemory.PagesOf(Structure<MacOSNative.RegionInformation>(bytes), isX64: true)),
        new("MacOS.ProcessTableParser", bytes => MacOS.ProcessTableParser.TryParse(bytes, out _, out _)),
        new("NetBsd.SocketParser", bytes => NetBsd.SocketParser.Parse(Structure<NetBsdNative.KinfoPcb>(bytes))),
        new("NetBsd.ProcessTableParser", bytes =>
        {
            NetBsd.ProcessTableParser.TryParse(bytes, PageSize, out _, out _);
            NetBsd.ProcessTableParser.TryParseThread(Structure<NetBsdNative.KinfoLwp>(bytes), out _);
        }),
        new("OpenBsd.SocketParser", bytes => OpenBsd.SocketParser.Parse(Structure<OpenBsdNative.KinfoFile>(bytes))),
        new("OpenBsd.PointerListParser", bytes => OpenBsd.PointerListParser.Parse(bytes, address: 0x1000)),
        new("OpenBsd.ProcessTableParser", bytes =>
        {
            OpenBsd.ProcessTableParser.TryParse(bytes, bootMicroseconds: 1, PageSize, out _, out _);
            OpenBsd.ProcessTableParser.TryParseThread(OfLength(bytes, Unsafe.SizeOf<OpenBsdNative.KinfoProc>()), out _);
        }),
    ];
}
