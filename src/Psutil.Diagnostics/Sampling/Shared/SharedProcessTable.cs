namespace Psutil.Diagnostics;

/// <summary>A process table that is refreshed once per collection, whoever asks, while somebody uses it.</summary>
/// <param name="machine">Whose collections.</param>
/// <param name="fields">The fields that are read.</param>
internal sealed class SharedProcessTable(SharedMachine machine, ProcessFields fields)
{
    private readonly Lock _users = new();
    private readonly Lock _reading = new();
    private int _userCount;
    private ProcessMonitor? _monitor;
    private long _readFor;

    /// <summary>Begins to use it. Call <see cref="Leave"/> as often.</summary>
    public void Join()
    {
        lock (_users)
        {
            _userCount++;
        }
    }

    /// <summary>
    /// Ends the use. After the last one, the files that the monitor keeps open are closed. Does not wait for a reading that is under way,
    /// which may never end.
    /// </summary>
    public void Leave()
    {
        ProcessMonitor? unused = null;
        lock (_users)
        {
            if (--_userCount == 0)
            {
                (unused, _monitor) = (_monitor, null);
            }
        }

        unused?.Dispose();
    }

    /// <summary>
    /// Takes what somebody needs of the table as of the current collection; null if nobody uses it any more. The next refresh changes the
    /// processes of the table, so that none may be kept.
    /// </summary>
    /// <exception cref="PsutilException">The list of processes could not be read.</exception>
    public T? Read<T>(Func<IReadOnlyList<MonitoredProcess>, T> take)
        where T : class
    {
        lock (_reading)
        {
            if (GetMonitor() is not { } monitor)
            {
                return null;
            }

            long collection = machine.Collection;
            if (_readFor != collection)
            {
                monitor.Refresh();
                _readFor = collection;
            }

            return take(monitor.Processes);
        }
    }

    private ProcessMonitor? GetMonitor()
    {
        lock (_users)
        {
            if (_userCount > 0 && _monitor is null)
            {
                _monitor = machine.Inner.Processes.CreateMonitor(fields);
                _readFor = -1;
            }

            return _monitor;
        }
    }
}
