namespace Psutil.Compare;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    public const string Usage = """
        usage: dotnet run -c Release --project bench/Psutil.Compare [-- OPTION...]
          --only KEY,...         these workloads alone: pids table table-exact table-refresh described footprint one cpu memory swap disk-io net-io
                                 partitions sockets sockets-owners file-holders cgroups cgroups-refresh program
          --processes N,...      how many sleeping processes (300,3000)
          --sockets N            how many open sockets (5000)
          --cgroups N,...        how many control groups (500,5000)
          --rounds N             how many interleaved rounds, of which the median counts (15)
          --no-system-calls      do not count system calls with strace
        """;

    public IReadOnlyList<Workload> Workloads { get; init; } = Workload.All;

    public IReadOnlyList<int> ProcessCounts { get; init; } = [300, 3000];

    public int SocketCount { get; init; } = 5000;

    public IReadOnlyList<int> CgroupCounts { get; init; } = [500, 5000];

    public int Rounds { get; init; } = 15;

    public bool CountsSystemCalls { get; init; } = true;

    /// <summary>The options of a command line; null if it is not understood.</summary>
    public static Options? Parse(ReadOnlySpan<string> arguments)
    {
        Options options = new();
        while (!arguments.IsEmpty)
        {
            string value = arguments.Length > 1 ? arguments[1] : "";
            Options? next = arguments[0] switch
            {
                "--only" => WithWorkloads(options, value.Split(',')),
                "--processes" => Numbers(value) is { Length: > 0 } counts ? options with { ProcessCounts = counts } : null,
                "--sockets" => Numbers(value) is [int count] ? options with { SocketCount = count } : null,
                "--cgroups" => Numbers(value) is { Length: > 0 } counts ? options with { CgroupCounts = counts } : null,
                "--rounds" => Numbers(value) is [int rounds] ? options with { Rounds = rounds } : null,
                "--no-system-calls" => options with { CountsSystemCalls = false },
                _ => null,
            };
            if (next is null)
            {
                return null;
            }

            arguments = arguments[(arguments[0] == "--no-system-calls" ? 1 : 2)..];
            options = next;
        }

        return options;
    }

    private static Options? WithWorkloads(Options options, string[] keys) =>
        keys.All(key => Workload.All.Any(workload => workload.Key == key))
            ? options with
            {
                Workloads = [.. Workload.All.Where(workload => keys.Contains(workload.Key))],
            }
            : null;

    private static int[] Numbers(string text)
    {
        List<int> numbers = [];
        foreach (string part in text.Split(','))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < 1)
            {
                return [];
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }
}
