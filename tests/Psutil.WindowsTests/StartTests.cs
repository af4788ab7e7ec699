using System.Diagnostics;
using System.IO.Pipes;
using Psutil.Platforms.Windows;

namespace Psutil.WindowsTests;

/// <summary>Children that the library starts itself, suspended and in a job.</summary>
public class StartTests
{
    private static readonly StartOptions Tracked = new() { TrackTree = true, OnDispose = ChildDisposal.KillTree };

    private static Processes Processes => Machine.Local.Processes;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NobodyLeavesTheTreeThoughAllBetweenHaveEnded()
    {
        using ChildProcess root = Start(TestChild.StartInfo("leave", "2"), Tracked);
        string? line = await root.StandardOutput!.ReadLineAsync(Cancellation).AsTask().WaitAsync(TestChild.Patience, Cancellation);
        Assert.StartsWith("ready ", line!, StringComparison.Ordinal);
        OSProcess leaf = Processes.Get(int.Parse(line!.Split(' ')[1], CultureInfo.InvariantCulture));
        Assert.Equal(0, root.Wait(TestChild.Patience));
        TrackedTree tree = root.Tree!;
        await Until(() => tree.GetMembers() is [var only] && only == leaf, "the leaf to be alone in the tree");
        Assert.False(tree.HasEnded());
        Assert.True(tree.Tracking.HasFlag(TreeTracking.JobObject));
        KillTreeResult result = await tree.KillAsync(cancellationToken: Cancellation);
        Assert.True(result.RootWasGone);
        Assert.Empty(result.Survivors);
        KillTreeExit exit = Assert.Single(result.Ended);
        Assert.Equal((leaf, 15, true), (exit.Process, exit.ExitCode, exit.WasForced));
        Assert.True(leaf.HasEnded());
        Assert.True(tree.HasEnded());
    }

    [Fact]
    public void TheRootIsSparedIfAskedTo()
    {
        using ChildProcess root = Start(TestChild.StartInfo("tree", "2"), Tracked);
        Assert.StartsWith("ready ", root.StandardOutput!.ReadLine(), StringComparison.Ordinal);
        KillTreeResult result = root.Tree!.Kill(new KillTreeOptions { IncludeRoot = false });
        Assert.Empty(result.Survivors);
        Assert.Equal(2, result.Ended.Count);
        Assert.False(result.RootWasGone);
        root.StandardInput!.Close();
        Assert.Equal(0, root.Wait(TestChild.Patience));
    }

    [Fact]
    public void WhoEndsAtOnceIsFoundAndKeepsItsExitCode()
    {
        for (int round = 0; round < 5; round++)
        {
            using ChildProcess child = Start(TestChild.StartInfo("exit", "3"), Tracked);
            Assert.NotNull(child.Tree);
            Assert.Equal(3, child.Wait(TestChild.Patience));
            Assert.True(child.Tree.TryWait(TestChild.Patience));
        }
    }

    [Fact]
    public void ItRunsWhenItIsReleasedAndIsInItsJobBefore()
    {
        using WindowsProgram program = TestChild.WithSecondTry(() => WindowsProgram.Start(TestChild.StartInfo("exit", "3"), Tracked));
        try
        {
            Assert.Equal([program.Pid], program.Members!.TryReadPids());
            Assert.False(program.WaitForExit(TimeSpan.FromMilliseconds(500)), "It runs before it is released.");
            program.AllowCollection();
            Assert.True(program.WaitForExit(TestChild.Patience));
        }
        finally
        {
            // Nobody would ever resume it.
            program.Kill();
        }

        Assert.Equal(3, program.ExitCode);
        Assert.Empty(program.Members.TryReadPids()!);
        program.Dispose();
        Assert.Null(program.Members.TryReadPids());
        Assert.False(program.Members.TryKillAll());
    }

    [Fact]
    public void WhatIsNotReleasedCanBeEnded()
    {
        using WindowsProgram program = TestChild.WithSecondTry(() => WindowsProgram.Start(TestChild.StartInfo("wait"), Tracked));
        program.Kill();
        program.AllowCollection();
        Assert.True(program.WaitForExit(TestChild.Patience));
        Assert.Equal(15, program.ExitCode);
    }

    [Fact]
    public void ItIsStartedAsTheCallerSays()
    {
        string[] arguments = ["two words", "", @"back\slash\", "quo\"te", @"both\""", "z\u00fcrich"];
        ProcessStartInfo start = TestChild.StartInfo("wait", arguments);
        start.Environment["PSUTIL_START"] = "a=b;c";
        start.Environment["PSUTIL_NONE"] = null;
        start.WorkingDirectory = Environment.SystemDirectory;
        start.CreateNoWindow = true;
        using ChildProcess child = Start(start, Tracked);
        Assert.Equal("ready", child.StandardOutput!.ReadLine());
        Assert.Equal(arguments, child.GetCommandLine().TakeLast(arguments.Length));
        IReadOnlyDictionary<string, string> environment = child.GetEnvironment();
        Assert.Equal("a=b;c", environment["PSUTIL_START"]);
        Assert.False(environment.ContainsKey("PSUTIL_NONE"));
        Assert.Equal(Environment.SystemDirectory, child.GetWorkingDirectory()?.TrimEnd('\\'), ignoreCase: true);
        child.StandardInput!.WriteLine();
        Assert.Equal("done", child.StandardOutput.ReadLine());
        child.StandardInput.Close();
        Assert.Equal(0, child.Wait(TestChild.Patience));
    }

    [Fact]
    public async Task TheArgumentsCanBeOneText()
    {
        ProcessStartInfo start = new("cmd.exe", "/c \"echo out&echo problem>&2&exit 7\"")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using ChildProcess child = Start(start, Tracked);
        Task<string> error = child.StandardError!.ReadToEndAsync(Cancellation);
        Assert.Equal("out", (await child.StandardOutput!.ReadToEndAsync(Cancellation)).Trim());
        Assert.Equal("problem", (await error).Trim());
        Assert.Equal(7, await child.WaitAsync(Cancellation));
        Assert.Null(child.StandardInput);
    }

    [Fact]
    public async Task ItInheritsItsStreamsAndNothingElse()
    {
        using AnonymousPipeServerStream pipe = new(PipeDirection.In, HandleInheritability.Inheritable);
        using ChildProcess first = Start(TestChild.StartInfo("wait"), Tracked);
        using ChildProcess second = Start(TestChild.StartInfo("wait"), Tracked);
        Assert.Equal("ready", first.StandardOutput!.ReadLine());

        // The end for writing is ours alone.
        pipe.DisposeLocalCopyOfClientHandle();
        Assert.Equal(0, await pipe.ReadAsync(new byte[1], Cancellation).AsTask().WaitAsync(TestChild.Patience, Cancellation));
        first.StandardInput!.Close();
        Assert.Equal(0, first.Wait(TestChild.Patience));
        Assert.False(second.HasEnded());
    }

    [Fact]
    public void WhatCannotBeStartedIsRefused()
    {
        SystemCallException missing = Assert.Throws<SystemCallException>(() =>
            Processes.Start(new ProcessStartInfo(@"C:\no such program.exe"), Tracked)
        );
        Assert.Equal(2, missing.ErrorCode);
        Assert.Throws<ArgumentException>(() => Processes.Start(new ProcessStartInfo(""), Tracked));
        Assert.Throws<ArgumentException>(() => Processes.Start(new ProcessStartInfo("cmd.exe", ["a\0b"]), Tracked));
        ProcessStartInfo start = new("cmd.exe") { Environment = { ["PSUTIL_NULL"] = "a\0b" } };
        Assert.Throws<ArgumentException>(() => Processes.Start(start, Tracked));
        Assert.Throws<PsutilNotSupportedException>(() =>
            Processes.Start(new ProcessStartInfo("cmd.exe") { UseShellExecute = true }, Tracked)
        );
        Assert.Throws<ArgumentException>(() => Processes.Start(TestChild.StartInfo("wait"), new StartOptions { CpuAffinity = [100_000] }));
    }

    [Fact]
    public void ItSeesTheLimitsThatItWasStartedWith()
    {
        const ulong Memory = 3UL << 30;
        StartOptions options = new()
        {
            OnDispose = ChildDisposal.Kill,
            ResourceLimits = new Dictionary<ResourceKind, ResourceLimit>
            {
                [ResourceKind.DataSize] = new(Memory, Memory),
                [ResourceKind.ProcessCount] = new(7, 7),
            },
        };
        using ChildProcess child = Start(TestChild.StartInfo("limits"), options);
        Assert.Equal("ready", child.StandardOutput!.ReadLine());
        child.StandardInput!.WriteLine();
        string? answer = child.StandardOutput.ReadLine();
        Assert.SkipWhen(answer == default(MachineLimits).ToString(), "QueryInformationJobObject: this system keeps no limits of a job.");
        Assert.Contains($"MemoryBytes = {Memory}", answer, StringComparison.Ordinal);
        Assert.Contains("ProcessCount = 7", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void ALimitThatAJobDoesNotHaveIsRefused() =>
        Assert.Throws<PsutilNotSupportedException>(() =>
            Processes.Start(
                TestChild.StartInfo("wait"),
                new StartOptions { ResourceLimits = new Dictionary<ResourceKind, ResourceLimit> { [ResourceKind.OpenFiles] = new(7, 7) } }
            )
        );

    [Fact]
    public void ItRunsOnItsCpusFromTheStart()
    {
        int cpu = Processes.Current.GetCpuAffinity()[^1];
        using ChildProcess child = Start(
            TestChild.StartInfo("wait"),
            new StartOptions { CpuAffinity = [cpu], OnDispose = ChildDisposal.Kill }
        );
        Assert.Equal([cpu], child.GetCpuAffinity());
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("two words", "tab\there")]
    [InlineData(@"C:\dir\", @"C:\a dir\", @"\\server\share\")]
    [InlineData("say \"hi\"", "\"", "\\\"", "\\\\\"", "a\\\\b")]
    public unsafe void WindowsSplitsWhatWasWrittenIntoTheSame(params string[] arguments)
    {
        int count = 0;
        char** found = Win32.CommandLineToArgvW(CommandLineWriter.Write(@"C:\Program Files\x.exe", arguments), &count);
        string[] theirs = new string[count];
        for (int index = 0; index < count; index++)
        {
            theirs[index] = new string(found[index]);
        }

        _ = Win32.LocalFree(found);
        Assert.Equal([@"C:\Program Files\x.exe", .. arguments], theirs);
    }

    private static ChildProcess Start(ProcessStartInfo start, StartOptions options) =>
        TestChild.WithSecondTry(() => Processes.Start(start, options));

    private static async Task Until(Func<bool> condition, string what)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < TestChild.Patience, $"Waited in vain for {what}.");
            await Task.Delay(10, Cancellation);
        }
    }
}
