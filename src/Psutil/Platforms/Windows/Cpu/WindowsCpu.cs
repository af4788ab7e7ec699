using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>The CPUs of a Windows machine, those of all processor groups.</summary>
internal sealed unsafe class WindowsCpu(Machine machine) : Cpu(machine)
{
    private const string TimesCall = "NtQuerySystemInformation(SystemProcessorPerformanceInformation)";
    private const string StatisticsCall = "NtQuerySystemInformation(SystemPerformanceInformation)";

    // Shared by all instances: there is only one machine to sample.
    private static readonly WindowsLoadAverage LoadAverages = new();

    public override CpuTimes GetTimes() => CpuTimesParser.Sum(Read(out _));

    public override IReadOnlyList<CpuCoreTimes> GetTimesPerCpu()
    {
        SystemProcessorPerformance[] processors = Read(out int[] numbers);
        return
        [
            .. processors.Select(
                (processor, index) => new CpuCoreTimes { Number = numbers[index], Times = CpuTimesParser.Parse(processor) }
            ),
        ];
    }

    public override int GetLogicalCount() => WindowsAffinity.Groups.TotalCount;

    public override int? GetPhysicalCount()
    {
        using NativeBuffer buffer = new(16384);
        int error = buffer.FillByError(
            static (bytes, length, out needed) =>
            {
                needed = length;
                return Kernel32.GetCores(bytes, ref needed);
            }
        );
        if (error == Win32Error.Success)
        {
            return ProcessorCores.Count(buffer.Answer);
        }

        CallFailure.Error("GetLogicalProcessorInformationEx(RelationProcessorCore)", error).Note("physical CPU count");
        return null;
    }

    public override int GetAvailableCount()
    {
        using ProcessAccess self = new(Environment.ProcessId, null);
        int count =
            self.TryGetLimited(out Microsoft.Win32.SafeHandles.SafeProcessHandle? process, out _)
            && WindowsAffinity.Read(process, out IReadOnlyList<int> cpus) == default
            && cpus.Count > 0
                ? cpus.Count
                : GetLogicalCount();
        return WindowsLimits.Read(GetLogicalCount()).CpuCount is { } limit ? Math.Max(1, Math.Min(count, (int)Math.Ceiling(limit))) : count;
    }

    public override CpuStatistics GetStatistics()
    {
        using NativeBuffer buffer = new(1024);
        int status = buffer.FillByStatus(
            static (bytes, length, out needed) => Ntdll.QuerySystem(Ntdll.SystemPerformanceClass, bytes, length, out needed)
        );
        if (NtStatus.Failed(status))
        {
            throw NtStatus.ToException(StatisticsCall, status);
        }

        long interrupts = 0;
        foreach (SystemProcessorPerformance processor in Read(out _))
        {
            interrupts += processor.InterruptCount;
        }

        // The counter is above zero on every real machine: a zero means that it is not reported.
        return new CpuStatistics
        {
            ContextSwitches = SystemPerformance.ContextSwitches(buffer.Answer),
            Interrupts = interrupts > 0 ? interrupts : null,
            SystemCalls = SystemPerformance.SystemCalls(buffer.Answer),
        };
    }

    public override IReadOnlyList<CpuCoreFrequency> GetFrequencyPerCpu()
    {
        // Windows reports only the CPUs of the caller's processor group, and numbers them within the group.
        int first = WindowsAffinity.Groups.FirstOf(Kernel32.CurrentGroup);
        ProcessorPowerInformation[] processors = new ProcessorPowerInformation[GetLogicalCount()];
        CallFailure failure = ReadPower(processors);
        if (failure != default)
        {
            failure.Note("CPU frequency");
            return [];
        }

        return [.. processors.Where(processor => processor.CurrentMhz > 0).Select(processor => ToFrequency(processor, first))];
    }

    public override CpuTopology GetTopology() => WindowsTopology.Read(this);

    public override LoadAverage GetLoadAverage() => LoadAverages.Read();

    private static CallFailure ReadPower(ProcessorPowerInformation[] processors)
    {
        try
        {
            int status = Powrprof.GetProcessors(processors);
            return NtStatus.Failed(status) ? CallFailure.Status("CallNtPowerInformation(ProcessorInformation)", status) : default;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            // Nano Server does not have powrprof.dll.
            return CallFailure.Status("CallNtPowerInformation(ProcessorInformation)", NtStatus.NotImplemented);
        }
    }

    private static CpuCoreFrequency ToFrequency(in ProcessorPowerInformation processor, int firstOfGroup) =>
        new()
        {
            Number = firstOfGroup + (int)processor.Number,
            Frequency = new CpuFrequency
            {
                CurrentMegahertz = processor.CurrentMhz,
                MaximumMegahertz = processor.MaxMhz > 0 ? processor.MaxMhz : null,
            },
        };

    /// <summary>Each CPU's times with its number, group by group.</summary>
    private static SystemProcessorPerformance[] Read(out int[] numbers)
    {
        ProcessorGroups groups = WindowsAffinity.Groups;
        List<SystemProcessorPerformance> processors = new(groups.TotalCount);
        List<int> cpus = new(groups.TotalCount);
        for (int group = 0; group < groups.Count; group++)
        {
            SystemProcessorPerformance[] ofGroup = new SystemProcessorPerformance[Math.Max(1, groups.CountOf(group))];
            int status = Query(group, groups.Count, ofGroup, out int count);
            if (NtStatus.Failed(status))
            {
                throw NtStatus.ToException(TimesCall, status);
            }

            processors.AddRange(ofGroup.AsSpan(0, count));
            cpus.AddRange(Enumerable.Range(groups.FirstOf(group), count));
        }

        numbers = [.. cpus];
        return [.. processors];
    }

    private static int Query(int group, int groupCount, SystemProcessorPerformance[] processors, out int count)
    {
        fixed (SystemProcessorPerformance* first = processors)
        {
            int length = processors.Length * sizeof(SystemProcessorPerformance);

            // The call without a group returns the caller's group, which is the only one here.
            int status =
                groupCount == 1
                    ? Ntdll.QuerySystem(Ntdll.SystemProcessorPerformanceClass, first, length, out int needed)
                    : Ntdll.QuerySystem(Ntdll.SystemProcessorPerformanceClass, (ushort)group, first, length, out needed);
            count = Math.Min(needed / sizeof(SystemProcessorPerformance), processors.Length);
            return status;
        }
    }
}
