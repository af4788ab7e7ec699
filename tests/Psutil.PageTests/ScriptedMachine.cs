using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Psutil.PageTests;

/// <summary>A machine that does what a test says, in the JSON of the server. Thread-safe.</summary>
internal sealed class ScriptedMachine
{
    /// <summary>When its processes started: an hour ago, in whole seconds.</summary>
    public static readonly double Started = DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 3600;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, (JsonObject Row, long Version)> _rows = [];
    private readonly List<(JsonObject Gone, long Version)> _ended = [];
    private readonly ConcurrentQueue<JsonObject> _findings = new();
    private long _version;

    public double CpuPercent { get; set; } = 20;

    public string MountPoint { get; set; } = "/data";

    public static double Now => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000.0;

    /// <summary>Adds a process, or replaces it.</summary>
    public void Add(
        int pid,
        string name,
        int parent = 1,
        double cpu = 0,
        long rss = 1 << 20,
        string user = "ann",
        string status = "sleeping"
    )
    {
        lock (_lock)
        {
            JsonObject row = new()
            {
                ["pid"] = pid,
                ["create_time"] = Started + pid / 1000.0,
                ["ppid"] = parent,
                ["name"] = name,
                ["username"] = user,
                ["status"] = status,
                ["cpu_percent"] = cpu,
                ["rss"] = rss,
                ["num_threads"] = 1,
            };
            _rows[pid] = (row, ++_version);
        }
    }

    public void End(int pid)
    {
        lock (_lock)
        {
            JsonObject row = _rows[pid].Row;
            _rows.Remove(pid);
            _ended.Add((new JsonObject { ["pid"] = pid, ["create_time"] = row["create_time"]!.DeepClone() }, ++_version));
        }
    }

    /// <summary>From now on something is wrong.</summary>
    public void Report(string kind, string? subject, string severity, double value, double since, int? pid) =>
        _findings.Enqueue(
            new JsonObject
            {
                ["kind"] = kind,
                ["subject"] = subject,
                ["severity"] = severity,
                ["value"] = value,
                ["limit"] = 90,
                ["unit"] = "%",
                ["since"] = since,
                ["process"] = pid is { } known ? new JsonObject { ["pid"] = known, ["name"] = "anything" } : null,
            }
        );

    /// <summary>The process in full; null if there is none.</summary>
    public JsonObject? Describe(int pid)
    {
        lock (_lock)
        {
            if (!_rows.TryGetValue(pid, out (JsonObject Row, long Version) found))
            {
                return null;
            }

            JsonObject process = (JsonObject)found.Row.DeepClone();
            process["exe"] = $"/opt/{pid}/program";
            process["memory_info"] = new JsonObject { ["rss"] = 1 << 20, ["vms"] = 1 << 24 };
            process["open_files"] = new JsonArray(new JsonObject { ["path"] = "/tmp/<b>log</b>", ["fd"] = 3 });
            process["unavailable"] = new JsonObject { ["environ"] = "denied" };
            return process;
        }
    }

    /// <summary>What changed after a version, and the version then.</summary>
    public (JsonObject Event, long Version) ChangesSince(long version)
    {
        lock (_lock)
        {
            JsonObject changes = new()
            {
                ["time"] = Now,
                ["changed"] = Array(_rows.Values.Where(row => row.Version > version).Select(row => row.Row)),
                ["ended"] = Array(_ended.Where(gone => gone.Version > version && version > 0).Select(gone => gone.Gone)),
            };
            return (changes, _version);
        }
    }

    public JsonObject Sample(double time) =>
        new()
        {
            ["time"] = time,
            ["cpu"] = new JsonObject
            {
                ["percent"] = CpuPercent,
                ["times_percent"] = new JsonObject
                {
                    ["user"] = CpuPercent,
                    ["system"] = 0,
                    ["idle"] = 100 - CpuPercent,
                },
                ["per_cpu"] = new JsonArray(
                    new JsonObject { ["number"] = 0, ["percent"] = CpuPercent },
                    new JsonObject { ["number"] = 1, ["percent"] = 3 }
                ),
            },
            ["load_average"] = new JsonArray(0.5, 0.25, 0.125),
            ["memory"] = new JsonObject
            {
                ["virtual"] = new JsonObject
                {
                    ["total"] = 8L << 30,
                    ["available"] = 5L << 30,
                    ["free"] = 1L << 30,
                    ["cached"] = 4L << 30,
                    ["buffers"] = 0,
                },
                ["swap"] = new JsonObject { ["total"] = 0, ["used"] = 0 },
            },
            ["disks"] = new JsonArray(
                new JsonObject
                {
                    ["name"] = "vda",
                    ["read_rate"] = 2 << 20,
                    ["write_rate"] = 0,
                }
            ),
            ["disk_total"] = new JsonObject { ["read_rate"] = 2 << 20, ["write_rate"] = 0 },
            ["network"] = new JsonArray(
                new JsonObject
                {
                    ["name"] = "eth0",
                    ["recv_rate"] = 4096,
                    ["sent_rate"] = 0,
                }
            ),
            ["file_systems"] = new JsonArray(
                new JsonObject
                {
                    ["mountpoint"] = MountPoint,
                    ["percent"] = 50,
                    ["total"] = 1L << 30,
                    ["free"] = 1L << 20,
                }
            ),
            ["findings"] = Array(_findings),
        };

    private static JsonArray Array(IEnumerable<JsonObject> items) => new([.. items.Select(item => item.DeepClone())]);
}
