using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>The number of CPUs that are online, and the number of their cores.</summary>
internal static class LinuxCpuTopology
{
    private const int CpuInfoRoom = 32 * 1024;
    private const string OnlineFile = "devices/system/cpu/online";

    /// <summary>The CPUs that are online: sysfs, then <c>/proc/cpuinfo</c>, then the lines of <c>/proc/stat</c>.</summary>
    public static int CountOnline(LinuxRoots roots)
    {
        if (ReadOnline(roots) is { Length: > 0 } online)
        {
            return online.Length;
        }

        if (ReadCpuInfo(roots) is { Count: > 0 } entries)
        {
            return entries.Count;
        }

        RentedBuffer buffer = new(LinuxStat.UsualRoom);
        try
        {
            ReadResult result = LinuxStat.ReadUntil(roots.Proc, "\nintr "u8, ref buffer);
            if (result.Failed)
            {
                throw roots.Proc.ToException(result, LinuxStat.Path);
            }

            int count = ProcStat.CountCpus(buffer.Span[..result.Value]);
            return count > 0 ? count : throw new MalformedDataException(roots.Proc.FullName(LinuxStat.Path), "cpu0");
        }
        finally
        {
            buffer.Dispose();
        }
    }

    /// <summary>The number of cores of the online CPUs: the number of different sets of siblings; null if unknown.</summary>
    public static int? CountCores(LinuxRoots roots)
    {
        HashSet<string> cores = [];
        foreach (int cpu in ReadOnline(roots) ?? [])
        {
            string folder = string.Create(CultureInfo.InvariantCulture, $"devices/system/cpu/cpu{cpu}/topology");

            // The second is the name before Linux 5.3.
            string? siblings = roots.Sys.ReadText($"{folder}/core_cpus_list") ?? roots.Sys.ReadText($"{folder}/thread_siblings_list");
            if (!string.IsNullOrEmpty(siblings))
            {
                cores.Add(siblings);
            }
        }

        return cores.Count > 0 ? cores.Count : ProcCpuinfo.CountCores(ReadCpuInfo(roots));
    }

    /// <summary>The numbers of the CPUs that are online, from sysfs; null if sysfs does not have them.</summary>
    public static int[]? ReadOnline(LinuxRoots roots)
    {
        if (roots.Sys.ReadBytes(OnlineFile) is not { } text)
        {
            return null;
        }

        if (!CpuListParser.TryParse(text, out int[]? numbers, out string? malformed))
        {
            PsutilEventSource.Log.Malformed(Path.Join(roots.Sys.Path, OnlineFile), malformed);
        }

        return numbers;
    }

    /// <summary>The entries of <c>/proc/cpuinfo</c>; empty if it cannot be read.</summary>
    public static IReadOnlyList<ProcCpuinfo> ReadCpuInfo(LinuxRoots roots) => ReadCpuInfo(roots, ProcCpuinfo.Parse) ?? [];

    /// <summary>What a parser finds in <c>/proc/cpuinfo</c>; null if it cannot be read.</summary>
    public static T? ReadCpuInfo<T>(LinuxRoots roots, Func<ReadOnlySpan<byte>, T> parse)
        where T : class
    {
        ReadOnlySpan<byte> path = "cpuinfo\0"u8;
        RentedBuffer buffer = new(CpuInfoRoom);
        try
        {
            ReadResult result = roots.Proc.ReadToEnd(path, ref buffer);
            if (result.IsMalformed || Errno.IsExhausted(result.Error))
            {
                throw roots.Proc.ToException(result, path);
            }

            if (result.Failed)
            {
                PsutilEventSource.Log.SourceSkipped(roots.Proc.FullName(path), Errno.Describe(result.Error));
                return null;
            }

            return parse(buffer.Span[..result.Value]);
        }
        finally
        {
            buffer.Dispose();
        }
    }
}
