using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Worker;

namespace Psutil.SampleTests;

/// <summary>The test of the worker service, on a fake machine whose clock the test advances.</summary>
public sealed class WorkerTests : IDisposable
{
    private readonly FakeClock _clock = new();
    private readonly FakeMachine _machine;
    private readonly LineLog _log = new();
    private readonly LoadWatcher _worker;

    public WorkerTests()
    {
        _machine = new FakeMachine(_clock) { Memory = { Virtual = Memory(available: 500) }, Processes = { Web(cpuSeconds: 0) } };
        _worker = new LoadWatcher(_machine, _log);
    }

    [Fact]
    public async Task ABusyProcessIsReported()
    {
        await StartAsync();
        _machine.Processes.Add(Web(cpuSeconds: 9.5));
        _clock.Advance(LoadWatcher.Interval);
        Assert.Equal("process 7 (web) uses 95 % of a CPU", await _log.ReadAsync());
    }

    [Fact]
    public async Task AFullMemoryIsReported()
    {
        await StartAsync();
        _machine.Memory.Virtual = Memory(available: 99);
        _clock.Advance(LoadWatcher.Interval);
        Assert.Equal("Only 99B of memory is available", await _log.ReadAsync());
    }

    [Fact]
    public async Task NothingIsReportedAsLongAsAllIsWell()
    {
        await StartAsync();
        _machine.Processes.Add(Web(cpuSeconds: 8));
        _clock.Advance(LoadWatcher.Interval);
        Assert.Equal("1 processes were read", await _log.ReadAsync());
    }

    public void Dispose() => _worker.Dispose();

    private static VirtualMemory Memory(long available) =>
        new()
        {
            Total = 1000,
            Available = available,
            Used = 1000 - available,
            Free = available,
        };

    private static ProcessSnapshot Web(double cpuSeconds) =>
        new(new ProcessIdentity(7, 1))
        {
            Name = "web",
            CpuTimes = new ProcessCpuTimes { User = TimeSpan.FromSeconds(cpuSeconds), System = TimeSpan.Zero },
        };

    // The service runs beside the test: the clock may only advance when the first reading is done.
    private async Task StartAsync()
    {
        await _worker.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal("1 processes were read", await _log.ReadAsync());
    }

    private sealed class LineLog : ILogger<LoadWatcher>
    {
        private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

        public Task<string> ReadAsync() => _lines.Reader.ReadAsync().AsTask().WaitAsync(SampleProgram.Patience);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => _lines.Writer.TryWrite(formatter(state, exception));
    }
}
