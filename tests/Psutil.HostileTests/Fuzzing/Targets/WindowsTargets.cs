using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;
using static Psutil.HostileTests.Fuzzing.FuzzTarget;

namespace Psutil.HostileTests.Fuzzing;

/// <summary>The parsers of Windows. Pointers in an answer are to where the answer lies.</summary>
internal static class WindowsTargets
{
    private static readonly nuint Address = 0x10000;
    private static readonly Dictionary<string, string> Drives = new() { [@"\Device\HarddiskVolume1"] = "C:" };

    public static FuzzTarget[] All { get; } = [new("Windows.CpuTimesParser", bytes =>
        {
            CpuTimesParser.Parse(Structure<SystemProcessorPerformance>(bytes));
            CpuTimesParser.Sum(MemoryMarshal.Cast<byte, SystemProcessorPerformance>(bytes));
        }), new("Windows.ProcessorCores", bytes => ProcessorCores.Count(bytes)), new("Windows.ProcessorTopology", bytes =>
        {
            ProcessorTopology topology = ProcessorTopology.Parse(bytes, new ProcessorGroups([64, 7]));
            UseUp(topology.Caches);
            UseUp(topology.Nodes);
            _ = (topology.Cores.Count, topology.Packages.Count, topology.Dies.Count, topology.EfficiencyClasses.Count);
        }), new("Windows.ProcessorGroups", bytes =>
        {
            ProcessorGroups groups = new([4, 64, 0]);
            groups.ToNumbers(Structure<nuint>(bytes), group: 1);
            groups.AllOf(MemoryMarshal.Cast<byte, ushort>(bytes));
        }), new("Windows.SystemPerformance", bytes =>
        {
            SystemPerformance.ContextSwitches(bytes);
            SystemPerformance.SystemCalls(bytes);
        }), new("Windows.DiskPerformanceParser", bytes =>
        {
            long[] counters = new long[DiskPerformanceParser.CounterCount];
            if (DiskPerformanceParser.TryParse(bytes, counters))
            {
                DiskPerformanceParser.ToCounters(counters);
            }
        }), new("Windows.AddressedText", bytes => new AddressedText(bytes, Address).CountedAtStart()), new("Windows.DevicePath", bytes => DevicePath.ToDos(OSText.GetString(bytes), Drives, @"C:\Windows")), new("Windows.JobLimits", bytes => JobLimits.Combine(Structure<JobExtendedLimits>(bytes), Structure<JobCpuRate>(bytes, 8), Structure<JobMemoryUsage>(bytes, 16), cpuCount: 4)), new("Windows.SidText", bytes => SidText.Format(bytes)), new("Windows.TextList", bytes => TextList.Parse(MemoryMarshal.Cast<byte, char>(bytes))), new("Windows.DeviceNames", bytes => DeviceNames.FindDisks(MemoryMarshal.Cast<byte, char>(bytes))), new("Windows.PageFiles", bytes => PageFiles.SumInUse(bytes)), new("Windows.AdapterParser", bytes => AdapterParser.Parse(bytes, Address)), new("Windows.InterfaceTable", bytes =>
        {
            byte[] row = OfLength(bytes, InterfaceTable.RowSize);
            long[] counters = new long[InterfaceTable.CounterCount];
            InterfaceTable.IndexOf(row);
            InterfaceTable.ReadCounters(row, counters);
            InterfaceTable.ToCounters(counters);
            InterfaceTable.ReadStatistics(row, type: 6);
        }), new("Windows.GraphicsText", bytes =>
        {
            GraphicsText.ReadName(bytes);
            GraphicsText.ReadEngine(bytes);
            GraphicsText.FormatVersion(Structure<ulong>(bytes));
            GraphicsText.FormatAddress(Structure<uint>(bytes), Structure<uint>(bytes, 4), Structure<uint>(bytes, 8));
        }), new("Windows.ScopedAddress", bytes => ScopedAddress.Create(OfLength(bytes, 16), scope: 3)), new("Windows.SocketTable", bytes =>
        {
            List<NetworkConnection> sockets = [];
            SocketTable.ParseTcp(bytes, sockets);
            SocketTable.ParseTcp6(bytes, sockets);
            SocketTable.ParseUdp(bytes, sockets);
            SocketTable.ParseUdp6(bytes, sockets);
        }), new("Windows.CommandLineSplitter", bytes => CommandLineSplitter.Split(MemoryMarshal.Cast<byte, char>(bytes))), new("Windows.EnvironmentBlock", bytes =>
        {
            ReadOnlySpan<char> block = MemoryMarshal.Cast<byte, char>(bytes);
            EnvironmentBlock.Parse(block[..EnvironmentBlock.FindEnd(block)]);
            EnvironmentBlock.Parse(block);
        }), new("Windows.HandleTable", bytes =>
        {
            _ = HandleTable.ParseProcess(bytes).Length;
            _ = HandleTable.ParseSystem(bytes).Length;
        }), new("Windows.PageProtection", bytes => PageProtection.Format(Structure<uint>(bytes), isPrivate: true)), new("Windows.ProcessParameters", bytes =>
        {
            ProcessParameters.TryParse64(bytes, out _);
            ProcessParameters.TryParse32(bytes, out _);
        }), new("Windows.ProcessTableCursor", bytes =>
        {
            ProcessTableCursor.FindGiven(bytes, Address);
            ProcessTableCursor.CountReadyThreads(bytes, Address);
            ProcessTableCursor entries = new(bytes, Address);
            while (entries.MoveNext())
            {
                _ = entries.Current.Status;
                _ = entries.Current.ContextSwitches;
                foreach (ref readonly SystemThreadInformation thread in entries.Current.Threads)
                {
                    ProcessTableEntry.ToStatus(in thread);
                }
            }
        }), new("Windows.WorkingSet", bytes =>
        {
            ReadOnlySpan<nuint> pages = WorkingSet.Parse(bytes);
            WorkingSet.CountUnshared(pages);
            WorkingSet.CountWithin(WorkingSet.SortedAddresses(pages), 0x1000, 0x8000);
        }), new("Windows.BatteryParser", bytes => BatteryParser.Parse(Structure<SystemPowerStatus>(bytes))), new("Windows.StorageTemperature", bytes => StorageTemperature.Parse(bytes)), new("Windows.ServiceParser", bytes =>
        {
            ServiceParser.ParseList(bytes, Address, Structure<int>(bytes));
            ServiceParser.ParseDetails("name", bytes, Address, Structure<ServiceStatusProcess>(bytes), description: null);
            ServiceParser.ParseDescription(bytes, Address);
        }), new("Windows.SessionParser", bytes => SessionParser.Parse(Structure<SessionDetails>(bytes), "", Structure<SessionClientAddress>(bytes, Unsafe.SizeOf<SessionDetails>())))];
}
