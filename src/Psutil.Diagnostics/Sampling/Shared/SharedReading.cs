using System.Runtime.ExceptionServices;

namespace Psutil.Diagnostics;

/// <summary>
/// A source that is read once per collection, whoever asks. Those that ask while it is being read share that reading, so a source that
/// never answers is asked by one thread. A failure is shared as a value is.
/// </summary>
/// <param name="machine">Whose collections.</param>
/// <param name="read">Reads the source.</param>
internal sealed class SharedReading<T>(SharedMachine machine, Func<T> read)
{
    private readonly Lock _lock = new();
    private long _completed;
    private long _readFor = -1;
    private T? _value;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Whether it was read for the current collection.</summary>
    public bool IsCurrent => Volatile.Read(ref _readFor) == machine.Collection;

    /// <summary>The reading of the current collection, or the one that was under way at the call.</summary>
    public T Get()
    {
        long before = Volatile.Read(ref _completed);
        lock (_lock)
        {
            if (_completed == before && !IsCurrent)
            {
                Read();
            }

            _failure?.Throw();
            return _value!;
        }
    }

    private void Read()
    {
        long collection = machine.Collection;
        try
        {
            (_value, _failure) = (read(), null);
        }
#pragma warning disable CA1031 // It is thrown to each that asks.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            (_value, _failure) = (default, ExceptionDispatchInfo.Capture(exception));
        }

        Volatile.Write(ref _readFor, collection);
        Volatile.Write(ref _completed, _completed + 1);
    }
}
