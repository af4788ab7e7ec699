using System.Diagnostics.CodeAnalysis;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>
/// The load averages, which Windows does not have, calculated as in psutil: every five seconds the number of threads that wait for a CPU
/// (the performance counter 'Processor Queue Length', which is from the same table), in the exponential averages of Linux. Sampling starts
/// with the first call and uses a timer of the thread pool, not a thread.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "It lives as long as the program.")]
internal sealed class WindowsLoadAverage
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private DampedLoad? _load;
    private Timer? _timer;

    public LoadAverage Read()
    {
        lock (_lock)
        {
            if (_load is null)
            {
                _load = new DampedLoad(CountReady());
                _timer = new Timer(static state => ((WindowsLoadAverage)state!).Sample(), this, Period, Period);
            }

            return _load.Value;
        }
    }

    private static int CountReady()
    {
        using ProcessTable table = ProcessTable.Read();
        return table.HasThreadStates
            ? table.ReadyThreadCount
            : throw new PsutilNotSupportedException(
                "Load averages are not supported on this system: it does not report the states of threads."
            );
    }

    private void Sample()
    {
        try
        {
            int ready = CountReady();
            lock (_lock)
            {
                _load!.Add(ready);
            }
        }
        catch (PsutilException exception)
        {
            PsutilEventSource.Log.SourceSkipped("load average", exception.Message);
        }
    }
}
