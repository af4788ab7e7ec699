using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Worker;

/// <summary>Warns of processes that keep a CPU busy, and of a memory that is nearly used up.</summary>
public sealed partial class LoadWatcher(Machine machine, ILogger<LoadWatcher> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using ProcessMonitor monitor = machine.Processes.CreateMonitor();
        using PeriodicTimer timer = new(Interval, machine.TimeProvider);
        do
        {
            monitor.Refresh();
            VirtualMemory memory = machine.Memory.GetVirtual();
            foreach (MonitoredProcess process in monitor.Processes.Where(process => process.CpuPercent > 90))
            {
                LogBusy(process, process.CpuPercent);
            }

            if (memory.Percent > 90)
            {
                LogFull(ByteSize.ToString(memory.Available));
            }

            LogRead(monitor.Processes.Count);
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "{Process} uses {Percent:F0} % of a CPU")]
    private partial void LogBusy(MonitoredProcess process, double? percent);

    [LoggerMessage(LogLevel.Warning, "Only {Available} of memory is available")]
    private partial void LogFull(string available);

    [LoggerMessage(LogLevel.Debug, "{Count} processes were read")]
    private partial void LogRead(int count);
}
