using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows;

/// <summary>Reads what a process uses of each GPU.</summary>
internal sealed class WindowsGpuProcessReader(GraphicsKernel kernel)
{
    private const string StatisticsCall = "D3DKMTQueryStatistics(PROCESS_ADAPTER)";

    /// <summary>Opens the process and reads it.</summary>
    public WindowsGpuCounters Read(ProcessIdentity identity, IReadOnlyList<WindowsGpuAdapter> adapters)
    {
        using ProcessAccess access = new(identity.Pid, identity.StartTime);
        if (!access.TryOpen(ProcessAccess.QueryInformation, out SafeProcessHandle? process, out CallFailure failure))
        {
            return new WindowsGpuCounters([], failure);
        }

        using (process)
        {
            return Read(process.DangerousGetHandle(), adapters);
        }
    }

    /// <summary>Reads the process of a handle with the right to query information. GPUs that it does not use are left out.</summary>
    public WindowsGpuCounters Read(nint process, IReadOnlyList<WindowsGpuAdapter> adapters)
    {
        List<ProcessGpuCounters> found = [];
        foreach (WindowsGpuAdapter adapter in adapters)
        {
            int status = Query(GraphicsSubject.ProcessOnAdapter, adapter, process, 0, out _);
            if (NtStatus.Failed(status) && status != NtStatus.InvalidParameter)
            {
                return new WindowsGpuCounters([], CallFailure.Status(StatisticsCall, status));
            }

            // A process that has never used the GPU is an invalid parameter.
            if (!NtStatus.Failed(status) && Read(process, adapter) is { } counters)
            {
                found.Add(counters);
            }
        }

        return new WindowsGpuCounters(found, default);
    }

    private ProcessGpuCounters? Read(nint process, WindowsGpuAdapter adapter)
    {
        long? memory = null;
        long? sharedMemory = null;
        for (int segment = 0; segment < adapter.SegmentIsShared.Count; segment++)
        {
            if (NtStatus.Failed(Query(GraphicsSubject.ProcessInSegment, adapter, process, segment, out GraphicsStatistics answer)))
            {
                continue;
            }

            long bytes = WindowsGpuReader.ToCount(answer.ProcessCommitted);
            if (adapter.SegmentIsShared[segment])
            {
                sharedMemory = Saturating.Add(sharedMemory ?? 0, bytes);
            }
            else
            {
                memory = Saturating.Add(memory ?? 0, bytes);
            }
        }

        Dictionary<string, GpuEngine> engines = new(StringComparer.Ordinal);
        bool hasWorked = false;
        for (int node = 0; node < adapter.Engines.Count; node++)
        {
            if (!NtStatus.Failed(Query(GraphicsSubject.ProcessOnNode, adapter, process, node, out GraphicsStatistics answer)))
            {
                hasWorked |= answer.RunningTime > 0;
                engines[adapter.Engines[node]] = new GpuEngine { BusyTime = WindowsGpuReader.ToTime(answer.RunningTime) };
            }
        }

        // Many programs load the graphics libraries and never draw.
        return hasWorked || memory > 0 || sharedMemory > 0
            ? new ProcessGpuCounters
            {
                GpuId = adapter.Id,
                Memory = memory,
                SharedMemory = sharedMemory,
                Engines = engines,
            }
            : null;
    }

    private int Query(GraphicsSubject subject, WindowsGpuAdapter adapter, nint process, int number, out GraphicsStatistics answer)
    {
        answer = new GraphicsStatistics
        {
            Subject = subject,
            Luid = adapter.Luid,
            Process = process,
            Number = (uint)number,
        };
        return kernel.QueryStatistics(ref answer);
    }
}
