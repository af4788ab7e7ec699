using Psutil.Platforms.Firmware.Parsing;
using Psutil.Platforms.Linux;
using Psutil.Platforms.Linux.Parsing;
using Psutil.Platforms.Unix.Parsing;
using static Psutil.HostileTests.Fuzzing.FuzzTarget;

namespace Psutil.HostileTests.Fuzzing;

/// <summary>The parsers of Linux.</summary>
internal static class LinuxTargets
{
    private const long TicksPerSecond = 100;

    public static FuzzTarget[] Processes { get; } =
    [
        new("ProcPidCmdline", bytes => ProcPidCmdline.Parse(bytes)),
        new("ProcPidCmdline.ProgramName", bytes => ProcPidCmdline.ProgramName(bytes)),
        new("ProcPidFdinfo", bytes =>
        {
            if (ProcPidFdinfo.TryParse(bytes, out _, out int flags, out _))
            {
                ProcPidFdinfo.ModeOf(flags);
            }
        }),
        new("AmdGpuMetrics", bytes => AmdGpuMetrics.TryParse(bytes, out _)),
        new("DrmFdinfo", bytes =>
        {
            if (DrmFdinfo.TryParse(bytes, out DrmFdinfo? client))
            {
                _ = (client.Memory, client.SharedMemory, client.Driver, client.PciAddress, client.ClientId);
                UseUp(client.Engines);
            }
        }),
        new("ProcPidIO", bytes => ProcPidIO.TryParse(bytes, out _, out _)),
        new("ProcPidLimits", bytes => ProcPidLimits.TryParse(bytes, out _, out _)),
        new("ProcPidMaps", bytes =>
        {
            ProcPidMaps regions = new(bytes);
            while (regions.MoveNext())
            {
                _ = regions.Start.Length + regions.End.Length + regions.Path.Length;
            }
        }),
        new("ProcPidOomScore", bytes => ProcPidOomScore.TryParse(bytes, out _, out _)),
        new("ProcPidSmaps", bytes =>
        {
            ProcPidSmaps.TryParseMaps(bytes, out List<ProcessMemoryMap> maps, out _);
            UseUp(ProcessMemoryMap.Group(maps));
        }),
        new("ProcPidSmaps.Footprint", bytes => ProcPidSmaps.TryParseFootprint(bytes, out _, out _)),
        new("ProcPidStat", bytes => ProcPidStat.TryParse(bytes, out _, out _)),
        new("ProcPidStat.ExitStatus", bytes => ProcPidStat.TryParseExitStatus(bytes, out _)),
        new("ProcPidStatm", bytes => ProcPidStatm.TryParse(bytes, out _, out _)),
        new("ProcPidStatus", bytes => ProcPidStatus.TryParse(bytes, out _, out _)),
        new("ProcessConnectorMessage", bytes => ProcessConnectorMessage.TryParse(bytes, out _, out _)),
        new("EnvironmentParser", bytes => UseUp(EnvironmentParser.Parse(bytes))),
        new("ProcPidCgroup", bytes => CgroupPath.Choose(ProcPidCgroup.Parse(bytes))),
        new("CgroupPath", bytes =>
        {
            string path = OSText.GetString(bytes);
            CgroupPath.Parse(path);
            _ = CgroupPath.FindUser(path);
        }),
        new("ProcThreadRights", bytes => ProcThreadRights.Parse(bytes).FindRefusal()),
    ];

    public static FuzzTarget[] Machine { get; } =
    [
        new("CgroupBlkioStat", bytes => UseUp(CgroupBlkioStat.Parse(bytes, most: 64))),
        new("CgroupCpuStat", bytes => CgroupCpuStat.Parse(bytes)),
        new("CgroupIOStat", bytes => UseUp(CgroupIOStat.Parse(bytes, most: 64))),
        new("CgroupMemoryStat", bytes =>
        {
            CgroupMemoryStat.Parse(bytes, isV1: false);
            CgroupMemoryStat.Parse(bytes, isV1: true);
        }),
        new("CgroupNames", bytes => CgroupNames.Parse(OSText.GetString(bytes))),
        new("CgroupCpuMax", bytes => CgroupCpuMax.TryParse(bytes, out _, out _)),
        new("ContainerConfig", bytes =>
        {
            _ = ContainerConfig.FindDockerName(bytes);
            _ = ContainerConfig.FindAnnotation(bytes, ["io.kubernetes.cri.container-name", "nerdctl/name"]);
            ContainerConfig.AddStoredNames(bytes, []);
        }),
        new("CgroupMax", bytes => CgroupMax.TryParse(bytes, out _, out _)),
        new("CgroupMount", bytes =>
        {
            // The memberships, an empty line, the mounts.
            int end = bytes.AsSpan().IndexOf("\n\n"u8) is >= 0 and var found ? found : 0;
            CgroupFolder? folder = CgroupFolder.Find(
                "memory",
                ProcPidCgroup.Parse(bytes.AsSpan(0, end)),
                CgroupMount.Parse(bytes.AsSpan(end))
            );
            UseUp(folder?.FromLeafToTop() ?? []);
        }),
        new("CgroupProcs", bytes => UseUp(CgroupProcs.Parse(bytes))),
        new("DpmClocks", bytes => DpmClocks.Parse(bytes)),
        new("PciIds", bytes => PciIds.FindName(bytes, vendor: 0x1002, device: 0x744c)),
        new("PciLinkSpeed", bytes => PciLinkSpeed.Parse(bytes)),
        new("ProcCpuinfo", bytes => ProcCpuinfo.CountCores(ProcCpuinfo.Parse(bytes))),
        new("CpuModels", bytes =>
        {
            CpuModels models = CpuModels.Parse(bytes);
            _ = (models.NameOf(0), models.CommonName, models.Vendor, models.HasHypervisorFlag);
            CpuModels.ArchitectureOf(OSText.GetString(bytes));
        }),
        new("CacheSize", bytes => CacheSize.Parse(bytes)),
        new("NodeMeminfo", bytes => NodeMeminfo.Parse(bytes)),
        new("NodeDistances", bytes => NodeDistances.Parse(bytes, nodes: 4)),
        new("DeviceTreeStrings", bytes => UseUp(DeviceTreeStrings.Parse(bytes))),
        new("ProcSysinfo", bytes => ProcSysinfo.Parse(bytes)),
        new("SmbiosBiosInformation", bytes => SmbiosBiosInformation.IsVirtual(bytes)),
        new("SmbiosText", bytes =>
        {
            string text = OSText.GetString(bytes);
            _ = (SmbiosText.Clean(text), SmbiosText.ParseDate(text), SmbiosText.KindOf(bytes.Length == 0 ? null : bytes[0]));
        }),
        new("XenFeatures", bytes =>
        {
            XenFeatures.HasControlBit(bytes);
            XenFeatures.HasControlWord(bytes);
        }),
        new("ProcLoadavg", bytes => ProcLoadavg.TryParse(bytes, out _, out _)),
        new("ProcPressure", bytes => ProcPressure.TryParse(bytes, out _, out _)),
        new("ProcStat.Times", bytes =>
        {
            if (ProcStat.TryParseTimes(bytes, TicksPerSecond, out CpuTimes times, out _))
            {
                times.PercentSince(
                    new CpuTimes
                    {
                        User = TimeSpan.Zero,
                        System = TimeSpan.Zero,
                        Idle = TimeSpan.Zero,
                    }
                );
                _ = times.Total;
            }
        }),
        new("ProcStat.TimesPerCpu", bytes => ProcStat.TryParseTimesPerCpu(bytes, TicksPerSecond, out _, out _)),
        new("ProcStat.CountCpus", bytes => ProcStat.CountCpus(bytes)),
        new("ProcStat.Statistics", bytes => ProcStat.TryParseStatistics(bytes, out _, out _)),
        new("ProcStat.BootTime", bytes => ProcStat.TryParseBootTime(bytes, out _, out _)),
        new("ProcMeminfo", bytes =>
        {
            ProcMeminfo info = ProcMeminfo.Parse(bytes, out _);
            AvailableMemory.Estimate(in info, free: 1000, lowWatermark: 10);
        }),
        new("ProcZoneinfo", bytes => ProcZoneinfo.SumLowWatermarks(bytes)),
        new("MountOptions", bytes => MountOptions.Combine(bytes.AsSpan(0, Half(bytes)), bytes.AsSpan(Half(bytes)))),
        new("MountText", bytes => MountText.Decode(bytes)),
        new("MountText.TakeField", bytes =>
        {
            ReadOnlySpan<byte> line = bytes;
            MountText.TakeField(ref line);
        }),
        new("ProcDiskstats", bytes => ProcDiskstats.TryParseLine(bytes, out _, out _)),
        new("ProcDiskstats.Counters", bytes => ProcDiskstats.TryParseCounters(bytes, "sda"u8, out _, out _)),
        new("ProcFilesystems", bytes => ProcFilesystems.ParseDeviceTypes(bytes)),
        new("ProcMountinfo", bytes => ProcMountinfo.TryParse(bytes, out _, out _)),
        new("ProcHidepid", bytes => ProcHidepid.Find(bytes, "/proc")),
        new("ProcMountinfo.HasMountPoint", bytes => ProcMountinfo.HasMountPoint(bytes, "/proc"u8)),
        new("ProcMounts", bytes => ProcMounts.TryParse(bytes, out _, out _)),
        new("ProcPartitions", bytes => ProcPartitions.TryFindName(bytes, new DeviceNumber(8, 1), out _)),
        new("EtcPasswd", bytes =>
        {
            EtcPasswd.Parse(bytes);
            EtcPasswd.FindHome(bytes, 1000);
        }),
        new("RunSystemdSession", bytes => RunSystemdSession.TryParse(bytes, out _)),
        new("RunUtmp", bytes => RunUtmp.Parse(bytes, isWideHere: false)),
        new("RunUtmp.Wide", bytes => RunUtmp.Parse(bytes, isWideHere: true)),
        new("LoginHost", bytes => LoginHost.Parse(bytes)),
    ];

    public static FuzzTarget[] Networks { get; } =
    [
        new("HardwareAddressText", bytes => HardwareAddressText.TryParse(OSText.GetString(bytes), out _)),
        new("ProcNetDev", bytes => ProcNetDev.TryParse(bytes, new long[ProcNetDev.CounterCount], out _, out _)),
        new("ProcNetIfInet6", bytes => ProcNetIfInet6.TryParse(bytes, out _, out _, out _)),
        new("ProcNetTcp", bytes =>
        {
            if (ProcNetTcp.TryParse(bytes, isLittleEndian: true, out InetSocket socket, out _))
            {
                _ = socket.LocalEndPoint;
                _ = socket.RemoteEndPoint;
            }
        }),
        new("ProcNetUnix", bytes =>
        {
            ProcNetUnix sockets = new(bytes);
            while (sockets.MoveNext())
            {
                sockets.Current.GetPath();
            }
        }),
        new("RouteNetlinkParser.Link", bytes => RouteNetlinkParser.TryParseLink(bytes, out _, out _)),
        new("RouteNetlinkParser.Address", bytes =>
        {
            RouteNetlinkParser.TryParseAddressIndex(bytes, out _);
            RouteNetlinkParser.TryParseAddress(bytes, interfaceFlags: 0x10, out _, out _, out _);
            RouteNetlinkParser.TryParseAddress(bytes, interfaceFlags: 0x02, out _, out _, out _);
        }),
        new("SocketDiagnosticsParser.Inet", bytes =>
        {
            if (SocketDiagnosticsParser.TryParseInet(bytes, out InetSocket socket, out _))
            {
                _ = socket.LocalEndPoint;
                TcpStateNumber.ToTcpState(socket.State);
            }
        }),
        new("SocketDiagnosticsParser.Unix", bytes =>
        {
            if (SocketDiagnosticsParser.TryParseUnix(bytes, out UnixSocket socket, out _))
            {
                socket.GetPath();
            }
        }),
        new("TcpTransfer", bytes => TcpTransfer.TryParse(bytes, out _, out _)),
        new("SocketLink", bytes => SocketLink.TryParse(bytes, out _)),
    ];

    public static FuzzTarget[] Kernel { get; } = [new("Btf", bytes =>
        {
            if (Btf.TryParse(bytes, out Btf? btf, out _))
            {
                BpfTableLayout.TryFind(btf, out _, out _);
                BpfTrafficLayout.TryFind(btf, withConnections: true, out _, out _);
                btf.TryGetField(btf.FindType(BtfKind.Structure, "task_struct"), "signal.rlim", out _);
                btf.TryGetSize(1, out _);
            }
        }), new("BpfTableRecords", bytes =>
        {
            BpfTableRecords.Find(new BpfTableRecords().Gather((byte[])bytes.Clone()), 7);
        }), new("Ascii", bytes =>
        {
            Ascii.TryParse(bytes, out long _);
            Ascii.TryParse(bytes, out int _);
            Ascii.TryParse(bytes, out ulong _);
            Ascii.TryParse(bytes, out double _);
            Ascii.TryParseHex(bytes, out _);
            Ascii.TryParseDigits(bytes, out _);
            Ascii.IsWholeNumber(Ascii.Trim(bytes));
        }), new("CpuListParser", bytes => CpuListParser.TryParse(bytes, out _, out _)), new("DeviceNumber", bytes =>
        {
            DeviceNumber.TryParse(bytes, out _);
            DeviceNumber.TryParseHex(bytes, out _);
            DeviceNumber.TryParse(bytes.AsSpan(0, Half(bytes)), bytes.AsSpan(Half(bytes)), out _);
        }), new("FieldCursor", bytes =>
        {
            FieldCursor fields = new(bytes);
            while (fields.TryNext(out long _) || fields.TryNext(out ulong _) || fields.TryNext(out int _) || fields.TryNext(out double _))
            { }

            fields.Skip(2);
        }), new("KeyedCounters", bytes => KeyedCounters.Find(bytes, "workingset"u8, fieldsBetween: 1)), new("KeyedLineCursor", bytes =>
        {
            KeyedLineCursor lines = new(bytes);
            while (lines.MoveNext())
            {
                _ = lines.Key.Length + lines.Value.Length;
            }
        }), new("LineCursor", bytes =>
        {
            LineCursor lines = new(bytes, headerLines: 2);
            while (lines.MoveNext()) { }
        }), new("NetlinkCursor", bytes =>
        {
            NetlinkCursor messages = new(bytes);
            while (messages.MoveNext())
            {
                NetlinkAttributeCursor attributes = new(messages.Payload);
                while (attributes.MoveNext())
                {
                    attributes.TryGetUInt32(out _);
                }
            }
        }), new("SysUevent", bytes => SysUevent.TryFind(bytes, "POWER_SUPPLY_STATUS"u8, out _))];
}
