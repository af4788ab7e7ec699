using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>What each interface has carried.</summary>
internal sealed class LinuxInterfaceCounters(LinuxRoots roots)
{
    private readonly LinuxRoots _roots = roots;
    private readonly MonotonicCounters<string> _monotonic = new();

    public IReadOnlyDictionary<string, NetworkIOCounters> Read()
    {
        using MonotonicCounters<string>.Round round = _monotonic.BeginRound();
        OrderedDictionary<string, NetworkIOCounters> result = [];
        Span<long> values = stackalloc long[ProcNetDev.CounterCount];
        ReadOnlySpan<byte> text = LinuxInterfaceFile.Read(_roots, out RentedBuffer buffer, out ReadOnlySpan<byte> path);
        try
        {
            LineCursor lines = new(text, ProcNetDev.HeaderLines);
            while (lines.MoveNext())
            {
                if (!ProcNetDev.TryParse(lines.Current, values, out ReadOnlySpan<byte> nameBytes, out string? malformed))
                {
                    PsutilEventSource.Log.Malformed(_roots.Proc.FullName(path), malformed);
                    continue;
                }

                if (result.Count == LinuxInterfaceFile.MostInterfaces)
                {
                    throw new MalformedDataException(_roots.Proc.FullName(path), "number of interfaces");
                }

                // The parser gives the largest number for one beyond it.
                values.Replace(long.MaxValue, MonotonicCounters<string>.Unknown);
                string name = OSText.GetString(nameBytes);
                _monotonic.Apply(name, values);
                result[name] = new NetworkIOCounters(
                    values[0],
                    values[1],
                    values[2],
                    values[3],
                    values[4],
                    values[5],
                    values[6],
                    values[7]
                );
            }
        }
        finally
        {
            buffer.Dispose();
        }

        round.Complete();
        return result;
    }
}
