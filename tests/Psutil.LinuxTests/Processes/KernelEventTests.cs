using System.Diagnostics;
using Psutil.Platforms.Linux;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Unix;

namespace Psutil.LinuxTests;

/// <summary>The kernel's own events, with real processes.</summary>
[Collection("process events")]
public class KernelEventTests
{
    // Each line of output is "PID CODE" of a child that was started, ended so, and was collected at once.
    private const string Storm = """
        import os, sys
        for i in range(int(sys.argv[1])):
            pid = os.fork()
            if pid == 0:
                if i % 5 == 4:
                    os.kill(os.getpid(), 9)
                os._exit(i % 256)
            status = os.waitpid(pid, 0)[1]
            print(pid, os.waitstatus_to_exitcode(status))
        """;

    // The main thread ends first; the process goes on in the other until it is told to end.
    private const string Headless = """
        import ctypes, sys, threading, os
        def work():
            print('ready', flush=True)
            sys.stdin.readline()
            os._exit(6)
        threading.Thread(target=work).start()
        ctypes.CDLL(None).syscall(60, 3)
        """;

    // Another than the main thread runs a new program, which takes over the process.
    private const string ExecOfAThread = """
        import os, sys, threading
        print('ready', flush=True)
        sys.stdin.readline()
        threading.Thread(target=lambda: os.execv('/bin/sh', ['sh', '-c', 'read line; exit 4'])).start()
        threading.Event().wait()
        """;

    [Fact]
    public async Task AnExceptionOfTheThreadReachesTheReader()
    {
        _ = LinuxProcessConnector.Open(out LinuxProcessConnector? connector);
        Assert.SkipWhen(connector is null, "The kernel does not report events here.");
        using LinuxProcessEventWatch watch = new(
            Machine.Local.Processes,
            _ => throw new InvalidTimeZoneException("look"),
            connector,
            queueCapacity: 100
        );
        using Child child = new();
        await Assert.ThrowsAsync<InvalidTimeZoneException>(async () =>
        {
            await foreach (ProcessEvent _ in watch.ReadAllAsync().WithCancellation(TestContext.Current.CancellationToken)) { }
        });
    }

    [Fact]
    public Task EveryChildOfAStormIsSeenToStartAndToEndWithItsCode() =>
        EventReader.WithoutLossAsync(async open =>
        {
            const int Count = 2000;
            EventReader reader = open();
            string[] lines = Oracle
                .Command.Run(Child.Python3, "-c", Storm, Count.ToString(CultureInfo.InvariantCulture))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(Count, lines.Length);
            (int Pid, int Code)[] children =
            [
                .. from line in lines
                let parts = line.Split(' ')
                select (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture)),
            ];
            await reader.UntilExitAsync(children[^1].Pid);
            Assert.DoesNotContain(reader.Events, happening => happening is ProcessEventsLostEvent);
            ILookup<int, ProcessStartedEvent> started = reader
                .Events.OfType<ProcessStartedEvent>()
                .ToLookup(happening => happening.Identity.Pid);
            ILookup<int, ProcessExitedEvent> exited = reader
                .Events.OfType<ProcessExitedEvent>()
                .ToLookup(happening => happening.Identity.Pid);
            Assert.All(children, child =>
            {
                Assert.Contains(exited[child.Pid], happening => happening.ExitCode == child.Code);
                Assert.Equal(
                    started[child.Pid].Select(happening => happening.Identity),
                    exited[child.Pid].Select(happening => happening.Identity)
                );
            });
            Assert.Contains(-9, children.Select(child => child.Code));
            Assert.Single(children.Select(child => started[child.Pid].First().ParentPid).Distinct());
        });

    [Fact]
    public Task AChildBeginsAsItsParentRunsAProgramAndEnds() =>
        EventReader.WithoutLossAsync(async open =>
        {
            EventReader reader = open();
            DateTimeOffset before = DateTimeOffset.UtcNow;
            using Child child = new(new ProcessStartInfo("sh", ["-c", "read line; exec sleep 1000"]));
            ProcessIdentity identity = child.Handle.Identity;
            await reader.UntilAsync(() => reader.Of(child.Pid).OfType<ProcessRenamedEvent>().Any(), "the first program");
            child.Say("\n");
            await reader.UntilAsync(() => reader.Of(child.Pid).OfType<ProcessRenamedEvent>().Count() == 2, "the second program");
            child.End();
            IReadOnlyList<ProcessEvent> events = await reader.UntilExitAsync(child.Pid);
            ProcessStartedEvent started = Assert.IsType<ProcessStartedEvent>(events[0]);
            Assert.Equal((identity, Environment.ProcessId), (started.Identity, started.ParentPid));
            ProcessRenamedEvent[] programs = [.. events.OfType<ProcessRenamedEvent>()];
            Assert.Equal((identity, "sh", true), (programs[0].Identity, programs[0].Name, programs[0].ByExec));
            Assert.Equal((identity, "sleep", true), (programs[1].Identity, programs[1].Name, programs[1].ByExec));
            ProcessExitedEvent exited = Assert.IsType<ProcessExitedEvent>(events[^1]);
            Assert.Equal((identity, "sleep", -9), (exited.Identity, exited.Name, exited.ExitCode));
            Assert.Equal(4, events.Count);
            Assert.InRange(started.Time, before - TimeSpan.FromMilliseconds(100), exited.Time);
            Assert.InRange(exited.Time, started.Time, DateTimeOffset.UtcNow + TimeSpan.FromMilliseconds(100));
        });

    [Fact]
    public Task AProcessThatWasThereBeforeEndsAsTheOneItIs() =>
        EventReader.WithoutLossAsync(async open =>
        {
            using Child child = new();
            ProcessIdentity identity = child.Handle.Identity;
            EventReader reader = open();
            child.End();
            ProcessExitedEvent exited = Assert.IsType<ProcessExitedEvent>(Assert.Single(await reader.UntilExitAsync(child.Pid)));
            Assert.Equal((identity, "sleep", -9), (exited.Identity, exited.Name, exited.ExitCode));
        });

    [Fact]
    public Task ThreadsAreNoProcessesAndANameOfItsOwnIsNoProgram() =>
        EventReader.WithoutLossAsync(async open =>
        {
            const string Program = """
                import ctypes, sys, threading
                print('ready', flush=True)
                sys.stdin.readline()
                for i in range(20):
                    thread = threading.Thread(target=lambda: ctypes.CDLL(None).prctl(15, b'worker', 0, 0, 0))
                    thread.start()
                    thread.join()
                ctypes.CDLL(None).prctl(15, b'another', 0, 0, 0)
                """;
            using Child child = Child.Python(Program);
            EventReader reader = open();
            child.Say("\n");
            IReadOnlyList<ProcessEvent> events = await reader.UntilExitAsync(child.Pid);
            ProcessRenamedEvent renamed = Assert.IsType<ProcessRenamedEvent>(events[0]);
            Assert.Equal(("another", false), (renamed.Name, renamed.ByExec));
            ProcessExitedEvent exited = Assert.IsType<ProcessExitedEvent>(events[1]);
            Assert.Equal(("another", 0), (exited.Name, exited.ExitCode));
            Assert.Equal(2, events.Count);
            Assert.DoesNotContain(reader.Events.OfType<ProcessStartedEvent>(), started => started.ParentPid == child.Pid);
        });

    [Fact]
    public Task AProcessWhoseMainThreadEndsGoesOnUntilItsLastOneDoes() =>
        EventReader.WithoutLossAsync(async open =>
        {
            Assert.SkipUnless(
                System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.X64,
                "the test knows the number of exit(2) on x86-64 only"
            );
            EventReader reader = open();
            using Child child = Child.Python(Headless);
            Child.Until(() => child.Handle.GetStatus() == ProcessStatus.Zombie, "the main thread's end");
            using (Child marker = new())
            {
                marker.End();
                await reader.UntilExitAsync(marker.Pid);
            }

            Assert.Empty(reader.Of(child.Pid).OfType<ProcessExitedEvent>());
            child.Say("\n");
            Assert.Equal(6, Assert.IsType<ProcessExitedEvent>((await reader.UntilExitAsync(child.Pid))[^1]).ExitCode);
            Assert.Single(reader.Of(child.Pid).OfType<ProcessExitedEvent>());
        });

    [Fact]
    public Task AProgramRunByAnotherThreadIsNoEnd() =>
        EventReader.WithoutLossAsync(async open =>
        {
            EventReader reader = open();
            for (int round = 0; round < 10; round++)
            {
                using Child child = Child.Python(ExecOfAThread);
                child.Say("\n");
                await reader.UntilAsync(
                    () => reader.Of(child.Pid).OfType<ProcessRenamedEvent>().Any(renamed => renamed.Name == "sh"),
                    "the shell"
                );
                Assert.Empty(reader.Of(child.Pid).OfType<ProcessExitedEvent>());
                child.Say("\n");
                Assert.Equal(4, Assert.IsType<ProcessExitedEvent>((await reader.UntilExitAsync(child.Pid))[^1]).ExitCode);
                Assert.Single(reader.Of(child.Pid).OfType<ProcessExitedEvent>());
            }
        });

    [Fact]
    public Task AProgramOfManyThreadsEndsOnce() =>
        EventReader.WithoutLossAsync(async open =>
        {
            const string Program = """
                import os, sys, threading
                for i in range(50):
                    threading.Thread(target=threading.Event().wait, daemon=True).start()
                os._exit(9)
                """;
            EventReader reader = open();
            for (int round = 0; round < 10; round++)
            {
                using Process process = Process.Start(Child.Python3, ["-c", Program]);
                IReadOnlyList<ProcessEvent> events = await reader.UntilExitAsync(process.Id);
                Assert.Equal(9, Assert.Single(events.OfType<ProcessExitedEvent>()).ExitCode);
            }
        });

    [Fact]
    public async Task ASlowReaderIsToldHowManyEventsItLost()
    {
        const int Capacity = 10;
        using ProcessWatch watch = Machine.Local.Processes.Watch(
            new ProcessWatchOptions { QueueCapacity = Capacity },
            TestContext.Current.CancellationToken
        );
        Assert.SkipUnless(watch.Source == ProcessWatchSource.Kernel, "The kernel does not tell its events here.");
        await using IAsyncEnumerator<ProcessEvent> events = watch.GetAsyncEnumerator(TestContext.Current.CancellationToken);
        ProcessEventsLostEvent? lost = null;
        while (lost is null)
        {
            // Far more happens than is read.
            Oracle.Command.Run(Child.Python3, "-c", Storm, "100");
            for (int read = 0; read <= Capacity && lost is null; read++)
            {
                Assert.True(await events.MoveNextAsync());

                // Where the kernel dropped events as well, the number may not be known.
                lost = events.Current is ProcessEventsLostEvent { Count: not null } gap ? gap : null;
            }
        }

        Assert.True(lost.Count > 0);

        // And it goes on behind the gap, or behind the next one.
        bool hasSeen = false;
        while (!hasSeen)
        {
            using Child child = new();
            do
            {
                Assert.True(await events.MoveNextAsync());
                hasSeen = events.Current is ProcessStartedEvent started && started.Identity == child.Handle.Identity;
            } while (!hasSeen && events.Current is not ProcessEventsLostEvent);
        }
    }

    [Fact]
    public void WhatTheKernelCouldNotKeepIsCountedAndItGoesOn()
    {
        // Three times what the buffer holds.
        const int Names = 60_000;
        ReadResult opened = LinuxProcessConnector.Open(out LinuxProcessConnector? connector);
        Assert.SkipWhen(opened.Failed, $"{opened.Call} fails here: {opened.Error}");
        using LinuxProcessConnector subscription = connector!;
        Oracle.Command.Run(
            Child.Python3,
            "-c",
            $"import ctypes\nc = ctypes.CDLL(None)\nfor i in range({Names}): c.prctl(15, b'%d' % i, 0, 0, 0)"
        );
        List<ProcessEvent> told = [];
        LinuxProcessEvents events = new(_ => null, told.Add);
        Assert.True(Drain(subscription, events));

        // The next event on each CPU where names were given says how many are missing there. The kernel may have to drop more meanwhile:
        // others fork on this machine.
        Child.Until(
            () =>
            {
                using Child child = new();
                child.End();
                _ = Drain(subscription, events);
                return told.OfType<ProcessExitedEvent>().Any(exited => exited.Identity.Pid == child.Pid)
                    && told.OfType<ProcessRenamedEvent>().Count() + told.OfType<ProcessEventsLostEvent>().Sum(gap => gap.Count!.Value)
                        >= Names;
            },
            "every name to be received or counted as lost, and a later end to be received"
        );
        Assert.Contains(told, happening => happening is ProcessEventsLostEvent);
    }

    /// <summary>Receives all that waits; whether the kernel said that it had more.</summary>
    private static bool Drain(LinuxProcessConnector connector, LinuxProcessEvents events)
    {
        bool hasOverrun = false;
        while (true)
        {
            ReadResult received = connector.Receive(events.Handle);
            if (received.Failed)
            {
                if (received.Error != Errno.ENOBUFS)
                {
                    Assert.Equal(Errno.EAGAIN, received.Error);
                    return hasOverrun;
                }

                hasOverrun = true;
            }
        }
    }
}
