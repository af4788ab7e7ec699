namespace Psutil.LinuxTests;

/// <summary>Reads a watch in the background and keeps what it gave.</summary>
internal sealed class EventReader : IAsyncDisposable
{
    private static readonly TimeSpan Patience = Child.Patience;

    private const int MostAttempts = 20;

    private readonly List<ProcessEvent> _events = [];
    private readonly Task _reading;
    private bool _endsWithLoss;

    public EventReader(ProcessWatchOptions? options = null)
        : this(Machine.Local.Processes.Watch(options)) { }

    public EventReader(ProcessWatch watch)
    {
        Watch = watch;
        _reading = ReadAsync();
    }

    public ProcessWatch Watch { get; }

    public IReadOnlyList<ProcessEvent> Events
    {
        get
        {
            lock (_events)
            {
                return [.. _events];
            }
        }
    }

    private bool HasLost => Events.OfType<ProcessEventsLostEvent>().Any();

    /// <summary>A watch of the kernel's own events. The test is skipped where these cannot be had.</summary>
    public static EventReader OfKernel(ProcessWatchOptions? options = null)
    {
        EventReader reader = new(options);
        if (reader.Watch.Source != ProcessWatchSource.Kernel)
        {
            reader.Watch.Dispose();
            Assert.Skip("The kernel does not tell its events here (no process connector, no rights, or a container).");
        }

        return reader;
    }

    /// <summary>
    /// Runs a test on a watch of the kernel's own events; again, on a new one, if the kernel had to drop some: others fork on this machine,
    /// and this program may not have run for a while. The test is skipped where these events cannot be had.
    /// </summary>
    /// <param name="test">The test, which begins its watch when it likes.</param>
    public static async Task WithoutLossAsync(Func<Func<EventReader>, Task> test)
    {
        bool hasLost = true;
        for (int attempt = 1; hasLost; attempt++)
        {
            hasLost = false;
            EventReader? reader = null;
            try
            {
                await test(() =>
                {
                    reader = OfKernel();
                    reader._endsWithLoss = true;
                    return reader;
                });
            }
            catch (Exception) when (reader?.HasLost == true && attempt < MostAttempts)
            {
                hasLost = true;
            }
            finally
            {
                await (reader?.DisposeAsync() ?? ValueTask.CompletedTask);
            }
        }
    }

    /// <summary>What happened to one process so far.</summary>
    public IReadOnlyList<ProcessEvent> Of(int pid) => [.. Events.Where(happening => PidOf(happening) == pid)];

    /// <summary>Waits for the end of a process, and gives all that happened to it.</summary>
    public async Task<IReadOnlyList<ProcessEvent>> UntilExitAsync(int pid)
    {
        await UntilAsync(() => Of(pid).OfType<ProcessExitedEvent>().Any(), $"the exit of {pid}");
        return Of(pid);
    }

    public async Task UntilAsync(Func<bool> condition, string what)
    {
        using CancellationTokenSource deadline = new(Patience);
        while (!condition())
        {
            Assert.False(_endsWithLoss && HasLost, $"The kernel dropped events. Waited for: {what}.");
            Assert.False(_reading.IsFaulted, _reading.Exception?.ToString());
            Assert.False(deadline.IsCancellationRequested, $"Waited in vain: {what}. Seen: {string.Join('\n', Events.TakeLast(20))}");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Watch.Dispose();
        await _reading;
    }

    private static int? PidOf(ProcessEvent happening) =>
        happening switch
        {
            ProcessStartedEvent started => started.Identity.Pid,
            ProcessExitedEvent exited => exited.Identity.Pid,
            ProcessRenamedEvent renamed => renamed.Identity.Pid,
            _ => null,
        };

    private async Task ReadAsync()
    {
        await foreach (ProcessEvent happening in Watch)
        {
            lock (_events)
            {
                _events.Add(happening);
            }
        }
    }
}
