using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Psutil;

/// <summary>
/// The queue between the thread that receives events and their reader. Events that do not fit are counted until the reader has emptied the
/// queue; then it gets one event that reports the gap.
/// </summary>
internal sealed class ProcessEventQueue(int capacity)
{
    private readonly Lock _lock = new();
    private readonly Queue<ProcessEvent> _waiting = new();
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lost;
    private bool _isCountKnown = true;
    private bool _isComplete;
    private Exception? _failure;

    public void Add(ProcessEvent happening)
    {
        lock (_lock)
        {
            if (_lost == 0 && _waiting.Count < capacity)
            {
                _waiting.Enqueue(happening);
                _news.TrySetResult();
                return;
            }

            ProcessEventsLostEvent? gap = happening as ProcessEventsLostEvent;
            _lost += gap?.Count ?? 1;
            _isCountKnown &= gap is not { Count: null };
        }
    }

    /// <summary>Ends the queue: the reader gets the events in it, and then the failure, if there was one.</summary>
    public void Complete(Exception? failure = null)
    {
        lock (_lock)
        {
            _isComplete = true;
            _failure = failure;
            _news.TrySetResult();
        }
    }

    public async IAsyncEnumerable<ProcessEvent> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryTake(out ProcessEvent? happening, out Task? news))
            {
                yield return happening;
            }
            else if (news is not null)
            {
                await news.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            else if (_failure is not null)
            {
                throw _failure;
            }
            else
            {
                yield break;
            }
        }
    }

    /// <summary>Takes the next event. If there is none, gives a task to wait for, or null if no more events will come.</summary>
    private bool TryTake([NotNullWhen(true)] out ProcessEvent? happening, out Task? news)
    {
        lock (_lock)
        {
            news = null;
            if (_waiting.TryDequeue(out happening))
            {
                return true;
            }

            if (_lost > 0)
            {
                happening = new ProcessEventsLostEvent { Time = DateTimeOffset.UtcNow, Count = _isCountKnown ? _lost : null };
                (_lost, _isCountKnown) = (0, true);
                return true;
            }

            if (!_isComplete)
            {
                _news = _news.Task.IsCompleted ? new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) : _news;
                news = _news.Task;
            }

            return false;
        }
    }
}
