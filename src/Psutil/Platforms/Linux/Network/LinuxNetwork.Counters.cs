using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

// The interfaces' counters.
internal sealed partial class LinuxNetwork
{
    private readonly MonotonicCounters<string> _history = new();

    public override IReadOnlyDictionary<string, NetworkIOCounters> GetIOCountersPerInterface()
    {
        using MonotonicCounters<string>.Round round = _history.BeginRound();
        OrderedDictionary<string, NetworkIOCounters> result = [];
        Span<long> values = stackalloc long[ProcNetDev.CounterCount];
        ReadOnlySpan<byte> text = LinuxInterfaceFile.Read(roots, out RentedBuffer buffer, out ReadOnlySpan<byte> path);
        try
        {
            LineCursor lines = new(text, ProcNetDev.HeaderLines);
            while (lines.MoveNext())
            {
                if (!ProcNetDev.TryParse(lines.Current, values, out ReadOnlySpan<byte> nameBytes, out string? malformed))
                {
                    PsutilEventSource.Log.Malformed(roots.Proc.FullName(path), malformed);
                    continue;
                }

                if (result.Count == LinuxInterfaceFile.MostInterfaces)
                {
                    throw new MalformedDataException(roots.Proc.FullName(path), "number of interfaces");
                }

                // The parser caps a counter at the largest number.
                values.Replace(long.MaxValue, MonotonicCounters<string>.Unknown);
                string name = OSText.GetString(nameBytes);
                _history.Apply(name, values);
                result[name] = new NetworkIOCounters
                {
                    BytesSent = values[0],
                    BytesReceived = values[1],
                    PacketsSent = values[2],
                    PacketsReceived = values[3],
                    ErrorsIn = values[4],
                    ErrorsOut = values[5],
                    DropsIn = values[6],
                    DropsOut = values[7],
                };
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
