using System.Diagnostics;

namespace Psutil.HostileTests.Fuzzing;

/// <summary>Fuzzes one target: what takes a new way through the parser is kept and changed further.</summary>
internal sealed class TargetFuzzer
{
    // What a parser may allocate: a small multiple of its input, and the largest table that it may make whatever it reads.
    private const long BytesPerByte = 512;
    private const long BytesAtLeast = 16 << 20;
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(2);

    private readonly Random _random;
    private readonly Mutator _mutator;
    private readonly EdgeMap _map = new();
    private readonly List<byte[]> _kept = [];
    private byte[]? _running;

    public TargetFuzzer(FuzzTarget target, int seed)
    {
        Target = target;
        _random = new Random(seed);
        _mutator = new Mutator(_random);
        foreach (byte[] input in Corpus.Read(target.Name))
        {
            Run(input);
        }

        foreach (
            byte[] input in (byte[][])
                [
                    [],
                    [.. "0\n"u8],
                    new byte[64],
                    new byte[2048],
                ]
        )
        {
            Run(input);
        }
    }

    public FuzzTarget Target { get; }

    public long RunCount { get; private set; }

    public int EdgeCount => _map.EdgeCount;

    public IReadOnlyList<byte[]> Kept => _kept;

    /// <summary>The input that is being parsed; null between two.</summary>
    public byte[]? Running => Volatile.Read(ref _running);

    /// <summary>What went wrong, and with which input; null if nothing.</summary>
    public (string What, byte[] Input)? Fault { get; private set; }

    public void RunFor(TimeSpan time)
    {
        long start = Stopwatch.GetTimestamp();
        while (Fault is null && Stopwatch.GetElapsedTime(start) < time)
        {
            for (int round = 0; round < 32 && Fault is null; round++)
            {
                Run(_mutator.Mutate(Any(), Any()));
            }
        }
    }

    /// <summary>The fewest and shortest kept inputs that together take every edge.</summary>
    public IEnumerable<byte[]> Distill()
    {
        EdgeMap taken = new();
        foreach (byte[] input in _kept.OrderBy(input => input.Length))
        {
            EdgeMap.Clear();
            Target.Parse(input);
            taken.Add(out bool hasNewEdge);
            if (hasNewEdge)
            {
                yield return input;
            }
        }
    }

    private byte[] Any() => _kept.Count == 0 ? [] : _kept[_random.Next(_kept.Count)];

    private void Run(byte[] input)
    {
        RunCount++;
        Volatile.Write(ref _running, input);
        if (Try(input) is { } what)
        {
            Fault = (what, Shorten(input, what));
        }
        else if (_map.Add(out _))
        {
            _kept.Add(input);
        }

        Volatile.Write(ref _running, null);
    }

    private string? Try(byte[] input)
    {
        EdgeMap.Clear();
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        try
        {
            Target.Parse(input);
        }
#pragma warning disable CA1031 // Any exception is a fault.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            string? place = exception.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains(".Parsing.", StringComparison.Ordinal));
            return $"{exception.GetType().Name}: {exception.Message} {place?.Trim()}";
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        if (allocated > BytesAtLeast + (input.Length * BytesPerByte))
        {
            return $"more memory than {BytesAtLeast >> 20} MiB and {BytesPerByte} bytes for each byte";
        }

        // Only what is slow again is slow: the machine has others to serve.
        return Stopwatch.GetElapsedTime(start) > Slow && IsSlow(input) && IsSlow(input) ? $"longer than {Slow}" : null;
    }

    private bool IsSlow(byte[] input)
    {
        long start = Stopwatch.GetTimestamp();
        Target.Parse(input);
        return Stopwatch.GetElapsedTime(start) > Slow;
    }

    /// <summary>Takes away what the fault does not need.</summary>
    private byte[] Shorten(byte[] input, string what)
    {
        for (int size = input.Length / 2; size > 0; size /= 2)
        {
            for (int at = 0; at + size <= input.Length; )
            {
                byte[] shorter = [.. input.AsSpan(0, at), .. input.AsSpan(at + size)];
                if (Try(shorter) == what)
                {
                    input = shorter;
                }
                else
                {
                    at += size;
                }
            }
        }

        return input;
    }
}
