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

                string name = OSText.GetString(nameBytes);
                _monotonic.Apply(name, values);
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
