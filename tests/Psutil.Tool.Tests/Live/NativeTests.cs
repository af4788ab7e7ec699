using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using Psutil.Tool.Tests.Fakes;

namespace Psutil.Tool.Tests.Live;

/// <summary>The native executable does what the built one does.</summary>
[Collection(nameof(NativeExecutable))]
public sealed partial class NativeTests
{
    private readonly NativeExecutable _native;

    public NativeTests(NativeExecutable native)
    {
        Assert.SkipWhen(native.WhyNot is not null, native.WhyNot ?? "");
        _native = native;
    }

    [Fact]
    public void PublishingGivesNoWarning() => Assert.Empty(_native.Warnings);

    [Fact]
    public void TheExecutableIsCalledPsutilAndStandsAlone()
    {
        Assert.True(File.Exists(_native.ExecutablePath));
        Assert.DoesNotContain(Directory.GetFiles(_native.Folder), file =>
            file.EndsWith(".dll", StringComparison.Ordinal) || Path.GetFileName(file) == "Psutil.Tool"
        );
    }

    [Fact]
    public Task TheServerIsBesideIt() => ServedMachine.CheckAsync(_native.ExecutablePath);

    [Fact]
    public void TheExecutableIsSmall()
    {
        // 13.8 MiB since it records, the compression by Brotli among them; 14.4 since it replays and shows traffic by connection; 14.55 since
        // it sums up a span of a recording and finds the holders of files by programs.
        Assert.InRange(new FileInfo(_native.ExecutablePath).Length, 1_000_000, (14 * 1024 * 1024) + (768 * 1024));
    }

    [Fact]
    public async Task WhatTopRunsStandsTogether()
    {
        const string Nm = "/usr/bin/nm";
        Assert.SkipUnless(File.Exists(Nm), $"{Nm} of the package binutils is not installed");
        string[] listed = await File.ReadAllLinesAsync(
            Path.Join(ToolProject.Root, "src", "Psutil.Tool", "hot-methods.txt"),
            TestContext.Current.CancellationToken
        );
        (int exitCode, string output, string error) = await Executable.Run(Nm, [_native.SymbolPath]);
        Assert.True(exitCode == 0, error);
        Dictionary<string, long> addresses = new(StringComparer.Ordinal);
        foreach (string[] words in output.Split('\n').Select(line => line.Split(' ')).Where(words => words is [_, "t" or "T", _]))
        {
            addresses.TryAdd(words[2], long.Parse(words[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        }

        // Methods come and go, and a list that few of them are on no longer helps. The first 2,000 have some 0.7 of 6 MB of code. A few are
        // no methods of their own (stubs that unbox), and stand elsewhere.
        const string Renew = "too few of the listed methods exist: run eng/hot-methods.sh";
        Assert.True(listed.Count(addresses.ContainsKey) > listed.Length / 2, Renew);
        long[] first = [.. listed.Take(2_000).Where(addresses.ContainsKey).Select(name => addresses[name]).Order()];
        Assert.True(first.Length > 1_000, Renew);
        Assert.InRange(first[^(first.Length / 10)] - first[0], 1, 2 << 20);
    }

    [Fact]
    public async Task ADeadFileSystemKeepsNobodyWaiting()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux has FUSE as the test speaks it");
        using LinuxTests.SilentFileSystem dead = new();
        (int exitCode, string output, string error) = await Executable
            .Run("bash", ["-c", "\"$0\" disks --all --json | cat", _native.ExecutablePath])
            .WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.True(exitCode == 0, error);
        JsonElement unavailable = JsonElement.Parse(output).GetProperty("unavailable");
        Assert.Equal("timed out", unavailable.GetProperty($"disks.usage.{dead.Path}").GetString());
    }

    [Theory]
    [InlineData("dump --json")]
    [InlineData("ps --json --fields all --pid SELF")]
    public async Task ItsJsonHasTheSameShape(string arguments)
    {
        string self = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        string[] words = [.. arguments.Split(' ').Select(word => word == "SELF" ? self : word)];

        // A process that becomes a zombie between the two has a null where the other shape has a list: a real difference shows every time.
        const int Attempts = 6;
        SortedSet<string> native;
        SortedSet<string> managed;
        int attempt = 0;
        do
        {
            (int exitCode, string nativeJson, _) = await Executable.Run(_native.ExecutablePath, words);
            Assert.Equal(0, exitCode);
            native = Shape(nativeJson);
            (_, string managedJson, _) = await Executable.Run(Executable.Psutil, words);
            managed = Shape(managedJson);
        } while (!managed.SetEquals(native) && ++attempt < Attempts);

        Assert.Equal(managed, native);
    }

    [Theory]
    [InlineData("--help", 0)]
    [InlineData("ps --help", 0)]
    [InlineData("--version", 0)]
    [InlineData("ps --fields nosuch", 2)]
    [InlineData("info 99999999", 1)]
    [InlineData("ps --nosuch", 2)]
    [InlineData("kill --help", 0)]
    [InlineData("cpu --help", 0)]
    [InlineData("ps --name /[/", 2)]
    [InlineData("kill 99999999", 1)]
    [InlineData("completion bash", 0)]
    public async Task ItsWordsAreTheSame(string arguments, int exitCode)
    {
        string[] words = arguments.Split(' ');
        (int, string, string) native = await Executable.Run(_native.ExecutablePath, words);
        Assert.Equal(exitCode, native.Item1);
        Assert.Equal(await Executable.Run(Executable.Psutil, words), native);
    }

    [Fact]
    public async Task ItShowsTheOverview()
    {
        (int exitCode, string output, string error) = await Executable.Run(_native.ExecutablePath, ["--interval", "0.05"]);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("Memory", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task KilledItsFullScreenGivesTheTerminalBack(bool isInner)
    {
        Assert.SkipWhen(TmuxTerminal.WhyNot is not null, TmuxTerminal.WhyNot ?? "");
        await using TmuxTerminal terminal = await TmuxTerminal.Start(100, 30);
        string mode = await terminal.Mode();
        await terminal.Line($"{_native.ExecutablePath} top; echo ended-$?");
        await terminal.WaitFor("COMMAND");
        Assert.NotEqual(mode, await terminal.Mode());
        (int guard, int inner) = await terminal.GuardAndScreen();
        await Executable.Run("kill", ["-KILL", (isInner ? inner : guard).ToString(CultureInfo.InvariantCulture)]);
        if (isInner)
        {
            await terminal.WaitFor("ended-137");
            Assert.Equal("0 1", await terminal.State());
            Assert.Equal(mode, await terminal.Mode());
        }
        else
        {
            await terminal.WaitUntilGivenBack(mode);
        }
    }

    [Fact]
    public async Task ItsFullScreenMapsOnlyThePagesItUses()
    {
        Assert.SkipWhen(TmuxTerminal.WhyNot is not null, TmuxTerminal.WhyNot ?? "");
        Assert.SkipUnless(Environment.OSVersion.Version >= new Version(6, 7), "Linux follows writes asynchronously since 6.7");
        Assert.SkipUnless(CanFollowWrites, "userfaultfd(2) is refused here");
        await using TmuxTerminal terminal = await TmuxTerminal.Start(100, 30);
        await terminal.Line($"{_native.ExecutablePath} top");
        await terminal.WaitFor("COMMAND");
        (int guard, int inner) = await terminal.GuardAndScreen();
        long start = Stopwatch.GetTimestamp();
        while (!MapsCodeOneByOne(guard) || !MapsCodeOneByOne(inner))
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(60), "the kernel still maps what lies around a used page");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        await terminal.Keys("q");
    }

    // The flags of a mapping follow its addresses and file: uw says that its writes are followed.
    private bool MapsCodeOneByOne(int pid)
    {
        string[] lines = File.ReadAllLines($"/proc/{pid}/smaps");
        int code = Array.FindIndex(lines, line =>
            line.Contains(" r-xp ", StringComparison.Ordinal) && line.EndsWith(_native.ExecutablePath, StringComparison.Ordinal)
        );
        return lines
            .Skip(code)
            .First(line => line.StartsWith("VmFlags:", StringComparison.Ordinal))
            .Contains(" uw", StringComparison.Ordinal);
    }

    // UFFD_USER_MODE_ONLY and O_CLOEXEC.
    private static bool CanFollowWrites
    {
        get
        {
            using SafeFileHandle descriptor = new(
                SystemCall(RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 323 : 282, 0x80001),
                ownsHandle: true
            );
            return !descriptor.IsInvalid;
        }
    }

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint SystemCall(nint number, nint argument);

    // The paths of all members, whatever this machine's values are: names that come from the machine count as one, and so do a list's
    // items.
    private static SortedSet<string> Shape(string json)
    {
        SortedSet<string> paths = new(StringComparer.Ordinal);
        Collect(JsonDocument.Parse(json).RootElement, "", paths);
        return paths;
    }

    private static void Collect(JsonElement element, string path, SortedSet<string> paths)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                bool isMap =
                    path.EndsWith("usage", StringComparison.Ordinal)
                    || path.EndsWith("network.io_counters", StringComparison.Ordinal)
                    || path.EndsWith("disks.io_counters", StringComparison.Ordinal)
                    || path.EndsWith("addresses", StringComparison.Ordinal)
                    || path is ".network.stats"
                    || path.EndsWith("environ", StringComparison.Ordinal)
                    || path.EndsWith("unavailable", StringComparison.Ordinal)
                    || path is ".sensors.temperatures" or ".sensors.fans";
                foreach (JsonProperty member in element.EnumerateObject())
                {
                    Collect(member.Value, isMap ? path + ".*" : $"{path}.{member.Name}", paths);
                }

                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Collect(item, path + "[]", paths);
                }

                break;
            default:
                // Which items a list has, and whether an address is there, differs between two moments; what is named at all does not.
                if (
                    !path.Contains("laddr", StringComparison.Ordinal)
                    && !path.Contains("raddr", StringComparison.Ordinal)
                    && !path.Contains("unavailable", StringComparison.Ordinal)
                )
                {
                    paths.Add(path);
                }

                break;
        }
    }
}
