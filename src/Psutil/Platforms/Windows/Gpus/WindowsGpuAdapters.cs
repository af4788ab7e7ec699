using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows;

/// <summary>The GPUs during one capture of processes.</summary>
internal sealed class WindowsGpuAdapters
{
    private const int IdlePid = 0;

    private readonly GraphicsKernel _kernel;
    private readonly WindowsGpuList? _list;
    private readonly IReadOnlyList<WindowsGpuAdapter> _adapters;

    // How long the whole capture may wait.
    private readonly WaitBudget _budget = new(WindowsGpuCalls.Deadline);

    private WindowsGpuAdapters(GraphicsKernel kernel, WindowsGpuList? list)
    {
        _kernel = kernel;
        _list = list;
        _adapters = [.. list?.Gpus.Select(gpu => gpu.Adapter) ?? []];
    }

    public static WindowsGpuAdapters List(GraphicsKernel kernel) => new(kernel, WindowsGpuCalls.List(kernel, withValues: false));

    /// <summary>What a process uses of each GPU; null, with the failure noted, if it cannot be read.</summary>
    public IReadOnlyList<ProcessGpuCounters>? Read(ProcessAccess access, ref CaptureFailures failures)
    {
        if (_list is null)
        {
            failures.Add(ProcessFields.Gpu, UnavailableReason.TimedOut);
            return null;
        }

        if (_list.Failure != default)
        {
            failures.Add(ProcessFields.Gpu, _list.Failure.ToUnavailability());
            return null;
        }

        // The idle process exists but cannot be opened.
        if (_adapters.Count == 0 || access.Pid == IdlePid)
        {
            return [];
        }

        ProcessIdentity identity = new(access.Pid, access.StartTime);
        if (WindowsGpuCalls.Read(_kernel, identity, _adapters, _budget) is not { } use)
        {
            failures.Add(ProcessFields.Gpu, UnavailableReason.TimedOut);
            return null;
        }

        if (use.Failure != default)
        {
            failures.Add(ProcessFields.Gpu, use.Failure);
            return null;
        }

        return use.Counters;
    }
}
