using System.Text.Json;
using Psutil.LinuxTests.Oracle;

namespace Psutil.LinuxTests;

/// <summary>
/// Processes of many kinds that the test made, itself and the kernel's own threads, beside psutil. Ours is read before and after psutil's:
/// what stayed the same must agree, what counts must lie between. What others run may be hostile, and proves nothing.
/// </summary>
public class PsutilAgreementTests
{
    private const int Attempts = 5;

    private const int KernelThreads = 2; // kthreadd, the parent of all

    private const string Attributes =
        "['pid','name','ppid','status','create_time','cpu_times','memory_info','num_threads','cmdline','exe','cwd','username','uids','gids',"
        + "'terminal','nice','ionice','num_ctx_switches','num_fds','cpu_affinity','io_counters']";

    private static readonly ProcessFields Fields =
        ProcessFields.Basic
        | ProcessFields.CommandLine
        | ProcessFields.ExecutablePath
        | ProcessFields.WorkingDirectory
        | ProcessFields.UserName
        | ProcessFields.UserIds
        | ProcessFields.GroupIds
        | ProcessFields.Terminal
        | ProcessFields.Nice
        | ProcessFields.IOPriority
        | ProcessFields.ContextSwitches
        | ProcessFields.FileDescriptorCount
        | ProcessFields.CpuAffinity
        | ProcessFields.IOCounters;

    [Fact]
    public void EveryFieldAgrees()
    {
        using ProcessZoo zoo = new();

        // A value can change and change back between our two readings: only what differs every time is a disagreement.
        Dictionary<string, string> disagreements = Disagreements(zoo.Pids);
        for (int attempt = 1; attempt < Attempts && disagreements.Count > 0; attempt++)
        {
            Dictionary<string, string> again = Disagreements(zoo.Pids);
            disagreements = disagreements.Where(pair => again.ContainsKey(pair.Key)).ToDictionary();
        }

        Assert.Empty(disagreements.Values);
    }

    private static Dictionary<string, string> Disagreements(IReadOnlySet<int> made)
    {
        Dictionary<ProcessIdentity, ProcessSnapshot> before = Machine
            .Local.Processes.Capture(Fields)
            .Where(snapshot => made.Contains(snapshot.Pid) || IsLastingKernelThread(snapshot))
            .ToDictionary(snapshot => snapshot.Identity);
        Dictionary<int, JsonElement> theirs = PythonPsutil
            .Evaluate(
                $"[psutil.Process(pid).as_dict({Attributes}) for pid in [{string.Join(',', before.Keys.Select(identity => identity.Pid))}]]"
            )
            .EnumerateArray()
            .ToDictionary(entry => entry.GetProperty("pid").GetInt32());
        Dictionary<ProcessIdentity, ProcessSnapshot> after = Machine
            .Local.Processes.Capture(Fields)
            .ToDictionary(snapshot => snapshot.Identity);
        Dictionary<string, string> disagreements = [];
        int compared = 0;
        foreach ((ProcessIdentity identity, ProcessSnapshot first) in before)
        {
            if (!after.TryGetValue(identity, out ProcessSnapshot? second))
            {
                continue;
            }

            if (theirs.TryGetValue(identity.Pid, out JsonElement other))
            {
                Compare(first, other, second, disagreements);
                compared++;
            }
            else
            {
                disagreements[$"{identity.Pid}"] = $"psutil does not see process {identity.Pid}, which lived before and after.";
            }
        }

        Assert.True(compared >= 10, $"Only {compared} processes could be compared.");
        return disagreements;
    }

    // Workers come and go.
    private static bool IsLastingKernelThread(ProcessSnapshot snapshot) =>
        (snapshot.Pid == KernelThreads || snapshot.ParentPid == KernelThreads)
        && snapshot.Name?.StartsWith("kworker", StringComparison.Ordinal) == false;

    // psutil says 0 of a process that has no parent.
    private static int? Parent(ProcessSnapshot snapshot) =>
        snapshot.ParentPid ?? (snapshot.Unavailable.ContainsKey(ProcessFields.ParentPid) ? null : 0);

    // psutil says 0 of a zombie, which has no memory.
    private static ProcessMemory? Memory(ProcessSnapshot snapshot) =>
        snapshot.WhyMissing(ProcessFields.Memory)?.Reason == UnavailableReason.Zombie
            ? new ProcessMemory
            {
                Rss = 0,
                Vms = 0,
                Shared = 0,
            }
            : snapshot.Memory;

    private static void Compare(ProcessSnapshot first, JsonElement other, ProcessSnapshot second, Dictionary<string, string> disagreements)
    {
        Same("name", first.Name, second.Name, Text(other, "name"));
        Same("ppid", Parent(first), Parent(second), other.GetProperty("ppid").GetInt32());
        Same("num_threads", first.ThreadCount, second.ThreadCount, other.GetProperty("num_threads").GetInt32());
        Same("username", first.UserName, second.UserName, Text(other, "username"));
        Same("uids", Numbers(first.UserIds), Numbers(second.UserIds), Numbers(other, "uids"));
        Same("gids", Numbers(first.GroupIds), Numbers(second.GroupIds), Numbers(other, "gids"));
        Same("nice", first.Nice, second.Nice, other.GetProperty("nice").GetInt32());
        Same("terminal", first.Terminal, second.Terminal, Text(other, "terminal"));
        Same("cpu_affinity", string.Join(',', first.CpuAffinity!), string.Join(',', second.CpuAffinity!), Numbers(other, "cpu_affinity"));

        // psutil 5.9 gives a zombie no arguments; psutil 8 and we say that it is a zombie.
        if (first.CommandLine is not null)
        {
            Same("cmdline", Joined(first.CommandLine), Joined(second.CommandLine), Strings(other, "cmdline"));
        }

        // psutil says "" where there is nothing (a kernel thread has no program) and guesses a program that it may not see from the command
        // line.
        Same("cwd", first.WorkingDirectory ?? "", second.WorkingDirectory ?? "", Text(other, "cwd") ?? "");
        if (!first.Unavailable.ContainsKey(ProcessFields.ExecutablePath))
        {
            Same("exe", first.ExecutablePath ?? "", second.ExecutablePath ?? "", Text(other, "exe") ?? "");
        }

        Between(
            "create_time",
            Seconds(first.CreateTime) - 1.1,
            other.GetProperty("create_time").GetDouble(),
            Seconds(first.CreateTime) + 1.1
        );
        Between("cpu user", first.CpuTimes?.User.TotalSeconds, Number(other, "cpu_times", 0), second.CpuTimes?.User.TotalSeconds);
        Between("cpu system", first.CpuTimes?.System.TotalSeconds, Number(other, "cpu_times", 1), second.CpuTimes?.System.TotalSeconds);
        Between(
            "voluntary switches",
            first.ContextSwitches?.Voluntary,
            Number(other, "num_ctx_switches", 0),
            second.ContextSwitches?.Voluntary
        );
        Between("read calls", first.IOCounters?.ReadCount, Number(other, "io_counters", 0), second.IOCounters?.ReadCount);
        Between("write bytes", first.IOCounters?.WriteBytes, Number(other, "io_counters", 3), second.IOCounters?.WriteBytes);
        Same("rss", Memory(first)?.Rss, Memory(second)?.Rss, (long?)Number(other, "memory_info", 0));
        Same("vms", Memory(first)?.Vms, Memory(second)?.Vms, (long?)Number(other, "memory_info", 1));
        Same("shared", Memory(first)?.Shared, Memory(second)?.Shared, (long?)Number(other, "memory_info", 2));
        Same("ioclass", (int?)first.IOPriority?.Class, (int?)second.IOPriority?.Class, (int?)Number(other, "ionice", 0));
        Same(
            "num_fds",
            first.FileDescriptorCount,
            second.FileDescriptorCount,
            other.GetProperty("num_fds").ValueKind == JsonValueKind.Null ? null : other.GetProperty("num_fds").GetInt32()
        );

        void Same<T>(string field, T? ours, T? oursLater, T? psutils)
        {
            if (EqualityComparer<T?>.Default.Equals(ours, oursLater) && !EqualityComparer<T?>.Default.Equals(ours, psutils))
            {
                disagreements[$"{first.Pid} {field}"] = $"{field} of process {first.Pid}: ours {ours}, psutil's {psutils}";
            }
        }

        // psutil gives floats of ticks: a hair's breadth of rounding.
        void Between(string field, double? ours, double? psutils, double? oursLater)
        {
            if (psutils < ours - 1e-6 || psutils > oursLater + 1e-6)
            {
                disagreements[$"{first.Pid} {field}"] =
                    $"{field} of process {first.Pid}: psutil's {psutils} is not between ours, {ours} and {oursLater}";
            }
        }
    }

    private static double Seconds(DateTimeOffset? time) => (time!.Value - DateTimeOffset.UnixEpoch).TotalSeconds;

    private static string? Text(JsonElement entry, string key) => PythonPsutil.Text(entry.GetProperty(key));

    private static double? Number(JsonElement entry, string key, int index) =>
        entry.GetProperty(key) is { ValueKind: JsonValueKind.Array } array ? array[index].GetDouble() : null;

    private static string Numbers(JsonElement entry, string key) =>
        string.Join(',', entry.GetProperty(key).EnumerateArray().Select(item => item.GetInt64()));

    private static string Numbers(CredentialIds? ids) =>
        string.Create(CultureInfo.InvariantCulture, $"{ids?.Real},{ids?.Effective},{ids?.Saved}");

    private static string? Joined(IReadOnlyList<string>? items) => items is null ? null : string.Join('\u0001', items);

    private static string? Strings(JsonElement entry, string key) =>
        entry.GetProperty(key) is { ValueKind: JsonValueKind.Array } array
            ? string.Join('\u0001', array.EnumerateArray().Select(PythonPsutil.Text))
            : null;
}
