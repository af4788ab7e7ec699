using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Receives the kernel's process events on a separate thread, so that they do not pile up in the kernel while the reader is slow.
/// </summary>
internal sealed class LinuxProcessEventWatch : IDisposable
{
    private readonly Processes _processes;
    private readonly LinuxProcessConnector _connector;
    private readonly LinuxProcessEvents _events;
    private readonly ProcessEventQueue _queue;
    private readonly Thread _thread;
    private int _isDisposed;

    /// <summary>Starts to receive. Owns the subscription.</summary>
    public LinuxProcessEventWatch(Processes processes, Func<int, ProcessSnapshot?> look, LinuxProcessConnector connector, int queueCapacity)
    {
        _processes = processes;
        _connector = connector;
        _queue = new ProcessEventQueue(queueCapacity);
        _events = new LinuxProcessEvents(look, _queue.Add);
        _thread = new Thread(Run) { IsBackground = true, Name = "psutil events" };
        try
        {
            _events.Reset(processes.Capture(ProcessFields.Name));
            _thread.Start();
        }
        catch (OutOfMemoryException)
        {
            connector.Dispose();
            throw LinuxExitPoller.NoThread();
        }
        catch
        {
            connector.Dispose();
            throw;
        }
    }

    public IAsyncEnumerable<ProcessEvent> ReadAllAsync() => _queue.ReadAllAsync();

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            _connector.Wake();
            _thread.Join();
            _connector.Dispose();
        }
    }

    private void Run()
    {
        try
        {
            while (_connector.Wait())
            {
                Drain();
                if (_events.Settle())
                {
                    _events.Reset(_processes.Capture(ProcessFields.Name));
                }
            }

            _queue.Complete();
        }
#pragma warning disable CA1031 // An unhandled exception on this thread would end the program: the reader gets it instead.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _queue.Complete(exception);
        }
    }

    private void Drain()
    {
        while (true)
        {
            ReadResult received = _connector.Receive(_events.Handle);
            if (!received.Failed)
            {
                continue;
            }

            switch (received.Error)
            {
                case Errno.EAGAIN:
                    return;
                case Errno.ENOBUFS:
                    _events.Overrun();
                    break;
                default:
                    throw new SystemCallException(
                        new SystemCallError
                        {
                            SystemCall = received.Call!,
                            ErrorCode = received.Error,
                            Description = Errno.Describe(received.Error),
                        }
                    );
            }
        }
    }
}
