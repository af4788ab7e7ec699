using System.Runtime.InteropServices;
using Psutil.AspNetCore.Exposition;
using Psutil.Diagnostics;

namespace Psutil.AspNetCore.NodeNames;

/// <summary>The collectors <c>filefd</c>, <c>time</c> and <c>uname</c>.</summary>
internal static class NodeSystem
{
    private sealed record Now(DateTimeOffset Time);

    public static void Add(NodeMetricsText node, Machine machine, SmallFiles proc)
    {
        node.Add("filefd", () => proc.TryRead("sys/fs/file-nr"), WriteFiles);
        node.Add("time", () => new Now(machine.TimeProvider.GetUtcNow()), WriteTime);
        node.Add("uname", () => ReadNames(proc), WriteNames);
    }

    /// <summary>Writes <c>/proc/sys/fs/file-nr</c>: the open files, a 0, and how many there can be.</summary>
    internal static void WriteFiles(MetricWriter writer, string text)
    {
        string[] fields = text.Split((char[])['\t', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        KeyedLine line = new("", fields);
        writer.One("node_filefd_allocated", MetricKind.Gauge, "File descriptor statistics: allocated.", line.Number(0));
        writer.One("node_filefd_maximum", MetricKind.Gauge, "File descriptor statistics: maximum.", line.Number(2));
    }

    private static void WriteTime(MetricWriter writer, Now now) =>
        writer.One(
            "node_time_seconds",
            MetricKind.Gauge,
            "System time in seconds since epoch (1970).",
            (now.Time - DateTimeOffset.UnixEpoch).TotalSeconds
        );

    private static (string Name, string Value)[]? ReadNames(SmallFiles proc)
    {
        return Read("osrelease") is { } release
            ?
            [
                ("domainname", Read("domainname") ?? ""),
                ("machine", Read("arch") ?? MachineName()),
                ("nodename", Read("hostname") ?? ""),
                ("release", release),
                ("sysname", Read("ostype") ?? ""),
                ("version", Read("version") ?? ""),
            ]
            : null;

        string? Read(string name) => proc.TryReadLine($"sys/kernel/{name}");
    }

    private static void WriteNames(MetricWriter writer, (string, string)[] names)
    {
        writer.Begin("node_uname", MetricKind.Info, "Labeled system information as provided by the uname system call.");
        writer.Sample(1, names);
    }

    // sys/kernel/arch is there since Linux 6.1.
    private static string MachineName() =>
        RuntimeInformation.OSArchitecture switch
        {
            Architecture.X64 => "x86_64",
            Architecture.X86 => "i686",
            Architecture.Arm64 => "aarch64",
            Architecture.Arm => "armv7l",
            Architecture other => other.ToString().ToLowerInvariant(),
        };
}
