namespace Psutil.Recording;

/// <summary>
/// The clock of a recorded machine. It stands still; who waits by it moves the machine on to the first sample at which that time has
/// passed.
/// </summary>
internal sealed class RecordedClock(RecordedMachine machine) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => machine.Time;

    public override long GetTimestamp() => machine.Elapsed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        RecordedTimer timer = new(machine, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class RecordedTimer(RecordedMachine machine, TimerCallback callback, object? state) : ITimer
    {
        private bool _isDisposed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (_isDisposed || dueTime == Timeout.InfiniteTimeSpan)
            {
                return !_isDisposed;
            }

            machine.TryMoveBy(dueTime);

            // Not from here: who creates a timer has not got it yet.
            ThreadPool.QueueUserWorkItem(
                static timer =>
                {
                    if (!Volatile.Read(ref timer._isDisposed))
                    {
                        timer.Fire();
                    }
                },
                this,
                preferLocal: false
            );
            return true;
        }

        public void Dispose() => Volatile.Write(ref _isDisposed, true);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire() => callback(state);
    }
}
