using System.Runtime.ExceptionServices;

namespace Psutil.Tool.Top;

/// <summary>
/// Does one piece of work at a time on a separate thread. Not on the thread pool, whose threads spin for a while after work: at one refresh
/// per second that costs more than the refresh.
/// </summary>
/// <param name="onDone">Called on the worker's thread when a piece of work is done.</param>
internal sealed class Worker<T>(Action onDone)
    where T : class
{
    private readonly object _gate = new();
    private Func<T>? _work;
    private Thread? _thread;
    private volatile T? _result;
    private volatile ExceptionDispatchInfo? _failure;

    /// <summary>Whether there is work whose result has not been taken yet.</summary>
    public bool IsBusy { get; private set; }

    /// <summary>Starts a piece of work. Must not be called while busy.</summary>
    public void Start(Func<T> work)
    {
        if (_thread is null)
        {
            _thread = new Thread(Run) { IsBackground = true };
            _thread.Start();
        }

        IsBusy = true;
        lock (_gate)
        {
            _work = work;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Takes the result when it is ready. Throws the exception of the work.</summary>
    public T? TryTake()
    {
        _failure?.Throw();
        T? result = _result;
        if (result is not null)
        {
            _result = null;
            IsBusy = false;
        }

        return result;
    }

    private void Run()
    {
        while (true)
        {
            try
            {
                _result = WaitForWork()();
            }
            catch (Exception exception)
            {
                _failure = ExceptionDispatchInfo.Capture(exception);
            }

            onDone();
        }
    }

    private Func<T> WaitForWork()
    {
        lock (_gate)
        {
            while (_work is null)
            {
                Monitor.Wait(_gate);
            }

            Func<T> work = _work;
            _work = null;
            return work;
        }
    }
}
