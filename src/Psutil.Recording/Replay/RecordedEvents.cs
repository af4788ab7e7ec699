using System.Runtime.CompilerServices;

namespace Psutil.Recording;

/// <summary>The events that a recorder saw from a moment on: reading them moves the machine on, to the end of the recording.</summary>
internal sealed class RecordedEvents(RecordedMachine machine) : IDisposable
{
    private volatile bool _isDisposed;

    public async IAsyncEnumerable<ProcessEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // What happened while the sample was taken is in it, and later than it.
        DateTimeOffset start = machine.Time;
        foreach (ProcessEvent happening in machine.Events.Where(happening => happening.Time > start))
        {
            yield return happening;
        }

        while (!_isDisposed && machine.TryMoveNext())
        {
            // Many samples may have no event, and who waits for one wants to be able to cancel.
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            foreach (ProcessEvent happening in machine.Events)
            {
                yield return happening;
            }
        }
    }

    public void Dispose() => _isDisposed = true;
}
