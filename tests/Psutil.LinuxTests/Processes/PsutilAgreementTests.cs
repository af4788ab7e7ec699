using System.Text.Json;
using Psutil.LinuxTests.Oracle;

namespace Psutil.LinuxTests.Processes;

/// <summary>Every process on the machine, beside psutil. Ours is read before and after psutil's: what stayed the same must agree, what counts must lie between.</summary>
public class PsutilAgreementTests
{
    private const string Program =
        "[p.info for p in psutil.process_iter(['pid','name','ppid','status','create_time','cpu_times','memory_info','num_threads','cmdline','exe','cwd','username','uids','gids'," +
        "'terminal','nice','ionice','num_ctx_switches','num_fds','cpu_affinity','memory_full_info','io_counters'])]";

    private static readonly ProcessFields Fields =
        ProcessFields.Basic | ProcessFields.CommandLine | ProcessFields.ExecutablePath | ProcessFields.WorkingDirectory | ProcessFields.UserName |
        ProcessFields.UserIds | ProcessFields.GroupIds | ProcessFields.Terminal | ProcessFields.Nice | ProcessFields.IOPriority | ProcessFields.ContextSwitches |
        ProcessFields.FileDescriptorCount | ProcessFields.CpuAffinity | ProcessFields.MemoryFootprint | ProcessFields.IOCounters;

    [Fact]
    public void EveryFieldOfEveryProcessAgrees()
    {
        Dictionary<ProcessIdentity, ProcessSnapshot> before = Machine.Local.Processes.Capture(Fields).ToDictionary(snapshot => snapshot.Identity);
        Dictionary<int, JsonElement> theirs = PythonPsutil.Evaluate(Program).EnumerateArray().ToDictionary(entry => entry.GetProperty("pid").GetInt32());
        Dictionary<ProcessIdentity, ProcessSnapshot> after = Machine.Local.Processes.Capture(Fields).ToDictionary(snapshot => snapshot.Identity);
        int compared = 0;
        foreach ((ProcessIdentity identity, ProcessSnapshot first) in before)
        {
            if (!after.TryGetValue(identity, out ProcessSnapshot? second))
            {
                continue;
            }

            Assert.True(theirs.TryGetValue(identity.Pid, out JsonElement other), $"psutil does not see process {identity.Pid}, which lived before and after.");
            Compare(first, other, second);
            compared++;
        }

        Assert.True(compared >= 10, $"Only {compared} processes could be compared.");
    }

    private static void Compare(ProcessSnapshot first, JsonElement other, ProcessSnapshot second)
    {
        int pid = first.Pid;
        Same(pid, "name", first.Name, second.Name, Text(other, "name"));
        Same(pid, "ppid", first.ParentPid, second.ParentPid, other.GetProperty("ppid").GetInt32());
        Same(pid, "num_threads", first.ThreadCount, second.ThreadCount, other.GetProperty("num_threads").GetInt32());
        Same(pid, "username", first.UserName, second.UserName, Text(other, "username"));
        Same(pid, "uids", Numbers(first.UserIds), Numbers(second.UserIds), Numbers(other, "uids"));
        Same(pid, "gids", Numbers(first.GroupIds), Numbers(second.GroupIds), Numbers(other, "gids"));
        Same(pid, "nice", first.Nice, second.Nice, other.GetProperty("nice").GetInt32());
        Same(pid, "terminal", first.Terminal, second.Terminal, Text(other, "terminal"));
        Same(pid, "cpu_affinity", string.Join(',', first.CpuAffinity!), string.Join(',', second.CpuAffinity!), Numbers(other, "cpu_affinity"));
        Same(pid, "cmdline", Joined(first.CommandLine), Joined(second.CommandLine), Strings(other, "cmdline"));

        // psutil says "" where there is nothing (a kernel thread has no program) and guesses a program that it may not see from the command line.
        Same(pid, "cwd", first.WorkingDirectory ?? "", second.WorkingDirectory ?? "", Text(other, "cwd") ?? "");
        if (!first.Unavailable.ContainsKey(ProcessFields.ExecutablePath))
        {
            Same(pid, "exe", first.ExecutablePath ?? "", second.ExecutablePath ?? "", Text(other, "exe") ?? "");
        }

        Assert.InRange(other.GetProperty("create_time").GetDouble(), Seconds(first.CreateTime) - 1.1, Seconds(first.CreateTime) + 1.1);
        Between(pid, "cpu user", first.CpuTimes?.User.TotalSeconds, Number(other, "cpu_times", 0), second.CpuTimes?.User.TotalSeconds);
        Between(pid, "cpu system", first.CpuTimes?.System.TotalSeconds, Number(other, "cpu_times", 1), second.CpuTimes?.System.TotalSeconds);
        Between(pid, "voluntary switches", first.ContextSwitches?.Voluntary, Number(other, "num_ctx_switches", 0), second.ContextSwitches?.Voluntary);
        Between(pid, "read calls", first.IOCounters?.ReadCount, Number(other, "io_counters", 0), second.IOCounters?.ReadCount);
        Between(pid, "write bytes", first.IOCounters?.WriteBytes, Number(other, "io_counters", 3), second.IOCounters?.WriteBytes);
        Same(pid, "rss", first.Memory?.Rss, second.Memory?.Rss, (long?)Number(other, "memory_info", 0));
        Same(pid, "vms", first.Memory?.Vms, second.Memory?.Vms, (long?)Number(other, "memory_info", 1));
        Same(pid, "shared", first.Memory?.Shared, second.Memory?.Shared, (long?)Number(other, "memory_info", 2));
        Same(pid, "ioclass", (int?)first.IOPriority?.Class, (int?)second.IOPriority?.Class, (int?)Number(other, "ionice", 0));
        Same(pid, "num_fds", first.FileDescriptorCount, second.FileDescriptorCount, other.GetProperty("num_fds").ValueKind == JsonValueKind.Null ? null : other.GetProperty("num_fds").GetInt32());
        Same(pid, "uss", first.MemoryFootprint?.Uss, second.MemoryFootprint?.Uss, (long?)Number(other, "memory_full_info", 7));
        Same(pid, "pss", first.MemoryFootprint?.Pss, second.MemoryFootprint?.Pss, (long?)Number(other, "memory_full_info", 8));
    }

    private static void Same<T>(int pid, string field, T? first, T? second, T? other)
    {
        if (EqualityComparer<T?>.Default.Equals(first, second))
        {
            Assert.True(EqualityComparer<T?>.Default.Equals(first, other), $"{field} of process {pid}: ours {first}, psutil's {other}");
        }
    }

    private static void Between(int pid, string field, double? first, double? other, double? second)
    {
        // psutil gives floats of ticks: a hair's breadth of rounding.
        if (first is not null && second is not null && other is not null)
        {
            Assert.True(other >= first - 1e-6 && other <= second + 1e-6, $"{field} of process {pid}: psutil's {other} is not between ours, {first} and {second}");
        }
    }

    private static double Seconds(DateTimeOffset? time) => (time!.Value - DateTimeOffset.UnixEpoch).TotalSeconds;

    private static string? Text(JsonElement entry, string key) => entry.GetProperty(key).GetString();

    private static double? Number(JsonElement entry, string key, int index) =>
        entry.GetProperty(key) is { ValueKind: JsonValueKind.Array } array ? array[index].GetDouble() : null;

    private static string Numbers(JsonElement entry, string key) => string.Join(',', entry.GetProperty(key).EnumerateArray().Select(item => item.GetInt64()));

    private static string Numbers(ProcessUserIds? ids) => string.Create(CultureInfo.InvariantCulture, $"{ids?.Real},{ids?.Effective},{ids?.Saved}");

    private static string? Joined(IReadOnlyList<string>? items) => items is null ? null : string.Join('\u0001', items);

    private static string? Strings(JsonElement entry, string key) =>
        entry.GetProperty(key) is { ValueKind: JsonValueKind.Array } array ? string.Join('\u0001', array.EnumerateArray().Select(item => item.GetString())) : null;
}
