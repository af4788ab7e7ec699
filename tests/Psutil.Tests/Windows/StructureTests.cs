using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Tests.Windows;

/// <summary>
/// Every native structure of the Windows folder, beside the sizes and offsets that a C compiler gave (<c>windows-abi.txt</c>) or, where its
/// headers lack one, that are written here.
/// </summary>
public class StructureTests
{
    private static readonly Dictionary<string, int> Abi = File.ReadLines(Path.Join(AppContext.BaseDirectory, "Windows", "windows-abi.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split(' '))
        .ToDictionary(
            words => $"{words[0]} {words[1]}",
            words => int.Parse(words[2], CultureInfo.InvariantCulture),
            StringComparer.Ordinal
        );

    // Sizes: System Informer's phnt and Microsoft's documentation, for what the compiler's headers lack or know only in part.
    private static readonly Dictionary<Type, int> DocumentedSizes = new()
    {
        [typeof(UnicodeString)] = 16,
        [typeof(UnicodeString32)] = 8,
        [typeof(VirtualMemoryCounters)] = 96,
        [typeof(SystemThreadInformation)] = 80,
        [typeof(KernelUserTimes)] = 32,
        [typeof(SystemPageFile)] = 32,
        [typeof(SystemProcessId)] = 24,
        [typeof(GroupAffinity)] = 16,
        [typeof(ProcessHandleEntry)] = 40,
        [typeof(SystemHandleEntry)] = 40,
        [typeof(FileStandardInformation)] = 24,
        [typeof(FileBasicInformation)] = 40,
        [typeof(IOStatusBlock)] = 16,
        [typeof(ObjectAttributes)] = 48,
        [typeof(ClientId)] = 16,
        [typeof(ProcessorPowerInformation)] = 24,
        [typeof(HeapBlock)] = 24,
        [typeof(SessionDetails)] = 216,
        [typeof(JobBasicLimits)] = 64,
        [typeof(JobExtendedLimits)] = 144,
        [typeof(JobAccounting)] = 48,
        [typeof(JobCpuRate)] = 8,
        [typeof(JobMemoryUsage)] = 16,
        [typeof(StartupInfo)] = 104,
        [typeof(StartupInfoEx)] = 112,
        [typeof(ProcessInformation)] = 24,
        [typeof(Advapi32.TokenPrivilege)] = 16,

        // d3dkmthk.h of Windows SDK 10.0.22621.
        [typeof(GraphicsLuid)] = 8,
        [typeof(GraphicsAdapter)] = 20,
        [typeof(GraphicsAdapterList)] = 16,
        [typeof(GraphicsQuery)] = 24,
        [typeof(GraphicsDeviceIds)] = 28,
        [typeof(GraphicsAddress)] = 12,
        [typeof(GraphicsMemorySizes)] = 24,
        [typeof(GraphicsPerformance)] = 64,
        [typeof(GraphicsPerformanceLimits)] = 40,
        [typeof(GraphicsNodePerformance)] = 56,
        [typeof(GraphicsStatistics)] = 0x328,
    };

    private static readonly Dictionary<Type, string> CompiledSizes = new()
    {
        [typeof(SystemProcessInformation)] = "SYSTEM_PROCESS_INFORMATION",
        [typeof(SystemProcessorPerformance)] = "SYSTEM_PROCESSOR_PERFORMANCE_INFORMATION",
        [typeof(SystemTimeOfDay)] = "SYSTEM_TIMEOFDAY_INFORMATION",
        [typeof(ProcessBasicInformation)] = "PROCESS_BASIC_INFORMATION",
        [typeof(PerformanceInformation)] = "PERFORMANCE_INFORMATION",
        [typeof(IOCounters)] = "IO_COUNTERS",
        [typeof(MemoryBasicInformation)] = "MEMORY_BASIC_INFORMATION",
        [typeof(MibTcpRow)] = "MIB_TCPROW_OWNER_PID",
        [typeof(MibTcp6Row)] = "MIB_TCP6ROW_OWNER_PID",
        [typeof(MibUdpRow)] = "MIB_UDPROW_OWNER_PID",
        [typeof(MibUdp6Row)] = "MIB_UDP6ROW_OWNER_PID",
        [typeof(AdapterUnicastAddress)] = "IP_ADAPTER_UNICAST_ADDRESS",
        [typeof(DiskPerformance)] = "DISK_PERFORMANCE",
        [typeof(EnumServiceStatus)] = "ENUM_SERVICE_STATUS_PROCESSW",
        [typeof(ServiceStatusProcess)] = "SERVICE_STATUS_PROCESS",
        [typeof(QueryServiceConfiguration)] = "QUERY_SERVICE_CONFIGW",
        [typeof(SessionInformation)] = "WTS_SESSION_INFOW",
        [typeof(SessionClientAddress)] = "WTS_CLIENT_ADDRESS",
        [typeof(SystemPowerStatus)] = "SYSTEM_POWER_STATUS",
    };

    // The beginning of a structure whose rest is not used.
    private static readonly Type[] Beginnings = [typeof(AdapterAddresses)];

    public static TheoryData<string, string> Offsets =>
        new()
        {
            { "SYSTEM_PROCESS_INFORMATION.ImageName", Field<SystemProcessInformation>(nameof(SystemProcessInformation.ImageName)) },
            {
                "SYSTEM_PROCESS_INFORMATION.UniqueProcessId",
                Field<SystemProcessInformation>(nameof(SystemProcessInformation.UniqueProcessId))
            },
            { "SYSTEM_PROCESS_INFORMATION.HandleCount", Field<SystemProcessInformation>(nameof(SystemProcessInformation.HandleCount)) },
            { "PERFORMANCE_INFORMATION.HandleCount", Field<PerformanceInformation>(nameof(PerformanceInformation.HandleCount)) },
            { "MIB_TCPROW_OWNER_PID.dwOwningPid", Field<MibTcpRow>(nameof(MibTcpRow.OwningPid)) },
            { "MIB_TCP6ROW_OWNER_PID.dwLocalPort", Field<MibTcp6Row>(nameof(MibTcp6Row.LocalPort)) },
            { "MIB_TCP6ROW_OWNER_PID.dwState", Field<MibTcp6Row>(nameof(MibTcp6Row.State)) },
            { "MIB_TCP6ROW_OWNER_PID.dwOwningPid", Field<MibTcp6Row>(nameof(MibTcp6Row.OwningPid)) },
            { "IP_ADAPTER_ADDRESSES.FirstUnicastAddress", Field<AdapterAddresses>(nameof(AdapterAddresses.FirstUnicastAddress)) },
            { "IP_ADAPTER_ADDRESSES.FriendlyName", Field<AdapterAddresses>(nameof(AdapterAddresses.FriendlyName)) },
            { "IP_ADAPTER_ADDRESSES.PhysicalAddress", Field<AdapterAddresses>(nameof(AdapterAddresses.PhysicalAddress)) },
            { "IP_ADAPTER_ADDRESSES.PhysicalAddressLength", Field<AdapterAddresses>(nameof(AdapterAddresses.PhysicalAddressLength)) },
            { "IP_ADAPTER_ADDRESSES.OperStatus", Field<AdapterAddresses>(nameof(AdapterAddresses.OperStatus)) },
            {
                "IP_ADAPTER_UNICAST_ADDRESS.OnLinkPrefixLength",
                Field<AdapterUnicastAddress>(nameof(AdapterUnicastAddress.OnLinkPrefixLength))
            },
            { "DISK_PERFORMANCE.ReadTime", Field<DiskPerformance>(nameof(DiskPerformance.ReadTime)) },
            { "DISK_PERFORMANCE.ReadCount", Field<DiskPerformance>(nameof(DiskPerformance.ReadCount)) },
            { "DISK_PERFORMANCE.WriteCount", Field<DiskPerformance>(nameof(DiskPerformance.WriteCount)) },
            { "QUERY_SERVICE_CONFIGW.lpDisplayName", Field<QueryServiceConfiguration>(nameof(QueryServiceConfiguration.DisplayName)) },
        };

    [Theory]
    [MemberData(nameof(Offsets))]
    public void AFieldIsWhereTheCompilerPutsIt(string native, string ours)
    {
        Assert.SkipUnless(Environment.Is64BitProcess, "The sizes are those of 64-bit Windows.");
        string[] names = ours.Split('.');
        Type type = typeof(Machine).Assembly.GetType($"Psutil.Platforms.Windows.Interop.{names[0]}", throwOnError: true)!;
        Assert.Equal(Abi[$"offset {native}"], (int)Marshal.OffsetOf(type, names[1]));
    }

    [Fact]
    public void EveryStructureHasItsSize()
    {
        Assert.SkipUnless(Environment.Is64BitProcess, "The sizes are those of 64-bit Windows.");
        Assert.All(CompiledSizes, pair => Assert.Equal((pair.Value, Abi[$"sizeof {pair.Value}"]), (pair.Value, SizeOf(pair.Key))));
        Assert.All(DocumentedSizes, pair => Assert.Equal((pair.Key.Name, pair.Value), (pair.Key.Name, SizeOf(pair.Key))));
    }

    [Fact]
    public void NoStructureIsLeftOut() =>
        Assert.Empty(
            typeof(Machine)
                .Assembly.GetTypes()
                .Where(type =>
                    type is { IsValueType: true, IsEnum: false, Namespace: "Psutil.Platforms.Windows.Interop" }
                    && !type.Name.Contains('<')
                    && !type.Name.Contains("e__FixedBuffer")
                )
                .Where(type => type != typeof(AdapterUnicastAddress.SocketAddressPointer))
                .Except(CompiledSizes.Keys)
                .Except(DocumentedSizes.Keys)
                .Except(Beginnings)
        );

    [Fact]
    public void TheRowsOfTheInterfaceTableAreThoseOfTheCompiler()
    {
        Assert.Equal(InterfaceTable.RowSize, Abi["sizeof MIB_IF_ROW2"]);
        Assert.Equal(InterfaceTable.TableOffset, Abi["offset MIB_IF_TABLE2.Table"]);
        (string Native, int Ours)[] fields =
        [
            ("InterfaceIndex", InterfaceTable.InterfaceIndexOffset),
            ("Mtu", InterfaceTable.MtuOffset),
            ("OperStatus", InterfaceTable.OperStatusOffset),
            ("AdminStatus", InterfaceTable.AdminStatusOffset),
            ("TransmitLinkSpeed", InterfaceTable.TransmitLinkSpeedOffset),
            ("InOctets", InterfaceTable.InOctetsOffset),
            ("InUcastPkts", InterfaceTable.InUnicastPacketsOffset),
            ("InNUcastPkts", InterfaceTable.InOtherPacketsOffset),
            ("InDiscards", InterfaceTable.InDiscardsOffset),
            ("InErrors", InterfaceTable.InErrorsOffset),
            ("OutOctets", InterfaceTable.OutOctetsOffset),
            ("OutUcastPkts", InterfaceTable.OutUnicastPacketsOffset),
            ("OutNUcastPkts", InterfaceTable.OutOtherPacketsOffset),
            ("OutDiscards", InterfaceTable.OutDiscardsOffset),
            ("OutErrors", InterfaceTable.OutErrorsOffset),
        ];
        Assert.All(fields, field => Assert.Equal(Abi[$"offset MIB_IF_ROW2.{field.Native}"], field.Ours));
    }

    [Fact]
    public void ProcessParametersAreWhereTheCompilerPutsThem() =>
        Assert.Equal(ProcessParameters.PebOffset64, Abi["offset PEB.ProcessParameters"]);

    [Fact]
    public void WhatTheGraphicsKernelReportsIsWhereItsHeaderPutsIt()
    {
        Assert.SkipUnless(Environment.Is64BitProcess, "The sizes are those of 64-bit Windows.");
        (Type Type, string Field, int Offset)[] fields =
        [
            (typeof(GraphicsAdapter), nameof(GraphicsAdapter.Luid), 4),
            (typeof(GraphicsAdapterList), nameof(GraphicsAdapterList.Adapters), 8),
            (typeof(GraphicsQuery), nameof(GraphicsQuery.Data), 8),
            (typeof(GraphicsQuery), nameof(GraphicsQuery.Size), 16),
            (typeof(GraphicsPerformance), nameof(GraphicsPerformance.MemoryFrequency), 8),
            (typeof(GraphicsPerformance), nameof(GraphicsPerformance.FanRevolutionsPerMinute), 48),
            (typeof(GraphicsPerformance), nameof(GraphicsPerformance.Power), 52),
            (typeof(GraphicsPerformance), nameof(GraphicsPerformance.Temperature), 56),
            (typeof(GraphicsPerformanceLimits), nameof(GraphicsPerformanceLimits.FanRevolutionsPerMinute), 24),
            (typeof(GraphicsNodePerformance), nameof(GraphicsNodePerformance.Frequency), 8),
            (typeof(GraphicsNodePerformance), nameof(GraphicsNodePerformance.MaximumFrequency), 16),
            (typeof(GraphicsStatistics), nameof(GraphicsStatistics.Luid), 4),
            (typeof(GraphicsStatistics), nameof(GraphicsStatistics.Process), 16),
            (typeof(GraphicsStatistics), nameof(GraphicsStatistics.NodeCount), 28),
            (typeof(GraphicsStatistics), nameof(GraphicsStatistics.SegmentResident), 40),
            (typeof(GraphicsStatistics), nameof(GraphicsStatistics.SegmentIsAperture), 64),
            (typeof(GraphicsStatistics), nameof(GraphicsStatistics.Number), 0x320),
        ];
        Assert.All(fields, field =>
            Assert.Equal((field.Field, field.Offset), (field.Field, (int)Marshal.OffsetOf(field.Type, field.Field)))
        );
        Assert.Equal(2080, GraphicsText.RegistrySize);
        Assert.Equal(78, GraphicsText.MetadataSize);
    }

    private static string Field<T>(string name) => $"{typeof(T).Name}.{name}";

    private static int SizeOf(Type type) =>
        (int)
            typeof(Unsafe)
                .GetMethod(nameof(Unsafe.SizeOf), BindingFlags.Public | BindingFlags.Static)!
                .MakeGenericMethod(type)
                .Invoke(null, null)!;
}
