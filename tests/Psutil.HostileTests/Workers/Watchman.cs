using System.Diagnostics;

namespace Psutil.HostileTests.Workers;

/// <summary>Ends this process, and says what was running, when that takes for ever.</summary>
internal sealed class Watchman : IDisposable
{
    private static readonly TimeSpan Hung = TimeSpan.FromSeconds(120);

    private readonly CancellationTokenSource _over = new();
    private readonly Thread _thread;
    private (string What, long Since)? _running;

    public Watchman()
    {
        _thread = new Thread(Watch) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>What is running now; null between two.</summary>
    public string? Running
    {
        get
        {
            lock (_over)
            {
                return _running?.What;
            }
        }
        set
        {
            lock (_over)
            {
                _running = value is null ? null : (value, Stopwatch.GetTimestamp());
            }
        }
    }

    public void Dispose()
    {
        _over.Cancel();
        _thread.Join();
        _over.Dispose();
    }

    private void Watch()
    {
        while (!_over.Token.WaitHandle.WaitOne(TimeSpan.FromSeconds(1)))
        {
            (string What, long Since)? running;
            lock (_over)
            {
                running = _running;
            }

            if (running is { } call && Stopwatch.GetElapsedTime(call.Since) > Hung)
            {
                Console.WriteLine($"FAULT: does not end: {call.What}");
                Console.Out.Flush();
                Environment.Exit(1);
            }
        }
    }
}
