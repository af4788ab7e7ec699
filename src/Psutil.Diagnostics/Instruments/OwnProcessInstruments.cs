namespace Psutil.Diagnostics;

/// <summary>The instruments of the calling process, <c>process.*</c>.</summary>
internal static class OwnProcessInstruments
{
    private const ProcessFields Fields =
        ProcessFields.CpuTimes
        | ProcessFields.Memory
        | ProcessFields.IOCounters
        | ProcessFields.ThreadCount
        | ProcessFields.FileDescriptorCount
        | ProcessFields.HandleCount
        | ProcessFields.ContextSwitches
        | ProcessFields.PageFaults
        | ProcessFields.PendingSignalCount
        | ProcessFields.CreateTime;

    private sealed record Reading(ProcessSnapshot Process, DateTimeOffset ReadAt, double? CpuShare, double? MemoryShare);

    public static void Add(InstrumentFactory factory, Machine machine)
    {
        Source<Reading> own = factory.Sampler.Add("process", "process", new Reader(machine, factory.Sampler.Clock).Read);
        factory.Counter(own, "process.cpu.time", "s", "The CPU time that the process has used.", value =>
            Measure.Each(
                "cpu.mode",
                ("user", value.Process.CpuTimes?.User.TotalSeconds),
                ("system", value.Process.CpuTimes?.System.TotalSeconds)
            )
        );
        factory.Gauge(
            own,
            "process.cpu.utilization",
            "1",
            "The CPU time of the process since the previous collection, as a share of all CPUs.",
            value => Measure.One(value.CpuShare)
        );
        factory.UpDownCounter(own, "process.memory.usage", "By", "The memory of the process that is in RAM (RSS).", value =>
            Measure.One(value.Process.Memory?.Rss)
        );
        factory.UpDownCounter(own, "process.memory.virtual", "By", "The size of the address space of the process (VMS).", value =>
            Measure.One(value.Process.Memory?.Vms)
        );
        factory.Gauge(
            own,
            "process.memory.utilization",
            "1",
            "The memory of the process that is in RAM, as a share of the physical memory.",
            value => Measure.One(value.MemoryShare)
        );
        factory.Counter(own, "process.disk.io", "By", "The bytes that the process read from disks and wrote to them.", value =>
            ByDirection(value.Process.IOCounters?.ReadBytes, value.Process.IOCounters?.WriteBytes)
        );
        factory.Counter(own, "process.disk.operations", "{operation}", "The read and write calls of the process.", value =>
            ByDirection(value.Process.IOCounters?.ReadCount, value.Process.IOCounters?.WriteCount)
        );
        AddCounts(factory, own);
    }

    private static void AddCounts(InstrumentFactory factory, Source<Reading> own)
    {
        factory.UpDownCounter(own, "process.thread.count", "{thread}", "The number of threads of the process.", value =>
            Measure.One(value.Process.ThreadCount)
        );
        factory.UpDownCounter(
            own,
            "process.unix.file_descriptor.count",
            "{file_descriptor}",
            "The number of open file descriptors of the process.",
            value => Measure.One(value.Process.FileDescriptorCount)
        );
        factory.UpDownCounter(own, "process.windows.handle.count", "{handle}", "The number of open handles of the process.", value =>
            Measure.One(value.Process.HandleCount)
        );
        factory.Counter(own, "process.context_switches", "{context_switch}", "The number of context switches of the process.", value =>
            Measure.Each(
                "process.context_switch.type",
                ("voluntary", value.Process.ContextSwitches?.Voluntary),
                ("involuntary", value.Process.ContextSwitches?.Involuntary)
            )
        );
        factory.Counter(own, "process.paging.faults", "{fault}", "The number of page faults of the process.", value =>
            Measure.Each("system.paging.fault.type", ("minor", value.Process.PageFaults?.Minor), ("major", value.Process.PageFaults?.Major))
        );
        factory.UpDownCounter(own, "process.signals_pending", "{signal}", "The number of pending signals of the process.", value =>
            Measure.One(value.Process.PendingSignalCount)
        );
        factory.Gauge(own, "process.uptime", "s", "The time since the process started.", value =>
            Measure.One((value.ReadAt - value.Process.CreateTime)?.TotalSeconds)
        );
    }

    private static IEnumerable<Measurement<long>> ByDirection(long? read, long? write) =>
        Measure.Each("disk.io.direction", ("read", read), ("write", write));

    private sealed class Reader(Machine machine, TimeProvider clock)
    {
        private OSProcess? _process;
        private TimeSpan? _cpuTime;
        private long _readAt;

        public Reading Read()
        {
            // Of another root's processes none is the calling one.
            _process ??= FindSelf(machine.Processes);
            long now = clock.GetTimestamp();
            ProcessSnapshot snapshot = _process.Capture(Fields & machine.Processes.SupportedFields);
            TimeSpan? cpuTime = snapshot.CpuTimes?.Total;
            TimeSpan elapsed = clock.GetElapsedTime(_readAt, now);
            double? cpuShare =
                elapsed > TimeSpan.Zero && cpuTime - _cpuTime is { } used ? used / elapsed / machine.Cpu.GetLogicalCount() : null;
            (_cpuTime, _readAt) = (cpuTime, now);
            return new Reading(snapshot, clock.GetUtcNow(), cpuShare, snapshot.GetMemoryPercent(machine.Memory.GetVirtual()) / 100);
        }

        private static OSProcess FindSelf(Psutil.Processes processes)
        {
            try
            {
                return processes.Current;
            }
            catch (PsutilNotSupportedException) when (!ReferenceEquals(processes, Machine.Local.Processes))
            {
                return Machine.Local.Processes.Current;
            }
        }
    }
}
