using System.Diagnostics;
using Psutil.Platforms.Linux;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

/// <summary>What becomes of the connector's messages, with a table of processes that the test makes up.</summary>
public class LinuxProcessEventsTests
{
    private const int Pid = 100;

    private readonly Dictionary<int, ProcessSnapshot> _table = [];
    private readonly List<ProcessEvent> _told = [];
    private readonly LinuxProcessEvents _events;
    private uint _sequence;

    public LinuxProcessEventsTests() => _events = new LinuxProcessEvents(pid => _table.GetValueOrDefault(pid), _told.Add);

    [Fact]
    public void AProcessOfAnotherNamespacesParentHasNone()
    {
        Send(ConnectorBytes.Fork, 0, 0, Pid, Pid);
        Send(ConnectorBytes.Fork, 1, 1, Pid + 1, Pid + 1);
        Assert.Equal(
            [((int?)null, (bool?)true), (1, false)],
            _told.OfType<ProcessStartedEvent>().Select(started => (started.ParentPid, started.HasNoParent))
        );
    }

    [Fact]
    public void AProcessThatWasGoneBeforeItWasLookedAtStartsAndEndsAllTheSame()
    {
        Send(ConnectorBytes.Fork, 1, 1, Pid, Pid);
        Send(ConnectorBytes.Exec, Pid, Pid);
        Send(ConnectorBytes.Exit, Pid, Pid, 0x8B, 17);
        ProcessIdentity identity = new(Pid, null);
        Assert.Equal(3, _told.Count);
        ProcessStartedEvent started = Assert.IsType<ProcessStartedEvent>(_told[0]);
        Assert.Equal((identity, (int?)1, null), (started.Identity, started.ParentPid, started.Name));
        ProcessRenamedEvent renamed = Assert.IsType<ProcessRenamedEvent>(_told[1]);
        Assert.Equal((identity, null, (bool?)true), (renamed.Identity, renamed.Name, renamed.ByExec));
        ProcessExitedEvent exited = Assert.IsType<ProcessExitedEvent>(_told[2]);
        Assert.Equal((identity, null, (int?)-11), (exited.Identity, exited.Name, exited.ExitCode));
    }

    [Fact]
    public void WhoHasThePidByNowIsNotMistakenForTheOneThatIsGone()
    {
        // The one that has the PID by the time of the look began an hour after the event.
        Put(Pid, start: LinuxTime.ToBootTicks(Stopwatch.GetTimestamp()) + 360_000, "later");
        Send(ConnectorBytes.Fork, 1, 1, Pid, Pid);
        Send(ConnectorBytes.Exit, Pid, Pid, 0, 17);
        Assert.Equal(new ProcessIdentity(Pid, null), Assert.IsType<ProcessStartedEvent>(_told[0]).Identity);
        Assert.Equal(new ProcessIdentity(Pid, null), Assert.IsType<ProcessExitedEvent>(_told[1]).Identity);
    }

    [Fact]
    public void AnExitIsThatOfTheProcessThatWasKnownThoughItsPidIsInUseAgain()
    {
        Put(Pid, start: 5, "first");
        _events.Reset(_table.Values);
        Put(Pid, start: 6, "second");
        Send(ConnectorBytes.Exec, Pid, Pid);
        Send(ConnectorBytes.Exit, Pid, Pid, 0, 17);
        Assert.Equal(
            (new ProcessIdentity(Pid, 5), null),
            (Assert.IsType<ProcessRenamedEvent>(_told[0]).Identity, Assert.IsType<ProcessRenamedEvent>(_told[0]).Name)
        );
        Assert.Equal(new ProcessIdentity(Pid, 5), Assert.IsType<ProcessExitedEvent>(_told[1]).Identity);
    }

    [Fact]
    public void ThreadsComeAndGoUntold()
    {
        Put(Pid, start: 5, "program");
        Send(ConnectorBytes.Fork, Pid, Pid, 101, Pid);
        Send(ConnectorBytes.Name, 101, Pid, 0x41414141, 0, 0, 0);
        Send(ConnectorBytes.Exit, 101, Pid, 0, 17);
        Send(ConnectorBytes.User, Pid, Pid, 0, 0);
        Assert.Empty(_told);
    }

    [Fact]
    public void AProcessEndsWithItsLastThreadAndWithThatOnesCode()
    {
        Put(Pid, start: 5, "program", ProcessStatus.Zombie, threads: 3);
        Send(ConnectorBytes.Exit, Pid, Pid, 0, 17);
        Put(Pid, start: 5, "program", ProcessStatus.Zombie, threads: 2);
        Send(ConnectorBytes.Exit, 101, Pid, 0x600, 17);
        Assert.Empty(_told);
        Put(Pid, start: 5, "program", ProcessStatus.Zombie, threads: 1);
        Send(ConnectorBytes.Exit, 102, Pid, 0x600, 17);
        Assert.Equal(
            (new ProcessIdentity(Pid, 5), 6),
            (Assert.IsType<ProcessExitedEvent>(Assert.Single(_told)).Identity, ((ProcessExitedEvent)_told[0]).ExitCode)
        );
        Send(ConnectorBytes.Exit, 103, Pid, 0, 17);
        Assert.Single(_told);
    }

    [Fact]
    public void AThreadThatRunsAProgramTakesOverTheProcess()
    {
        Put(Pid, start: 5, "program");
        _events.Reset(_table.Values);
        Put(Pid, start: 5, "program", ProcessStatus.Zombie, threads: 2);
        Send(ConnectorBytes.Exit, Pid, Pid, 9, 17);
        Put(Pid, start: 5, "another");
        Send(ConnectorBytes.Exit, Pid, Pid, 9, 17);
        Send(ConnectorBytes.Exec, Pid, Pid);
        Send(ConnectorBytes.Exit, 101, Pid, 0, 17);
        ProcessRenamedEvent renamed = Assert.IsType<ProcessRenamedEvent>(Assert.Single(_told));
        Assert.Equal((new ProcessIdentity(Pid, 5), "another", true), (renamed.Identity, renamed.Name, renamed.ByExec));
    }

    [Fact]
    public void WhatIsMissingIsCountedForEachCpu()
    {
        _sequence = uint.MaxValue;
        Send(ConnectorBytes.User, 1, 1, 0, 0);
        _sequence = 3;
        Send(ConnectorBytes.User, 1, 1, 0, 0);
        Assert.Equal(3, Assert.IsType<ProcessEventsLostEvent>(Assert.Single(_told)).Count);
        Assert.True(_events.Settle());
        Assert.False(_events.Settle());
        Send(ConnectorBytes.Of(ConnectorBytes.User, [1, 1], cpu: 1, sequence: 1000));
        Send(ConnectorBytes.Of(ConnectorBytes.User, [1, 1], cpu: 1, sequence: 1001));
        Send(ConnectorBytes.Of(ConnectorBytes.User, [1, 1], cpu: 1, sequence: 1001));
        Assert.False(_events.Settle());
        Assert.Single(_told);
    }

    [Fact]
    public void AnOverrunOfUnknownSizeIsReportedOnceWithoutACount()
    {
        Send(ConnectorBytes.User, 1, 1, 0, 0);
        _events.Overrun();
        Assert.True(_events.Settle());
        Assert.Null(Assert.IsType<ProcessEventsLostEvent>(Assert.Single(_told)).Count);
        _sequence += 10;
        Send(ConnectorBytes.User, 1, 1, 0, 0);
        Assert.False(_events.Settle());
        Assert.Single(_told);
    }

    [Fact]
    public void AnOverrunThatIsCountedIsToldOnce()
    {
        Send(ConnectorBytes.User, 1, 1, 0, 0);
        _events.Overrun();
        _sequence += 10;
        Send(ConnectorBytes.User, 1, 1, 0, 0);
        Assert.True(_events.Settle());
        Assert.Equal(10, Assert.IsType<ProcessEventsLostEvent>(Assert.Single(_told)).Count);
    }

    private void Put(int pid, long start, string name, ProcessStatus status = ProcessStatus.Running, int threads = 1) =>
        _table[pid] = new ProcessSnapshot(new ProcessIdentity(pid, start))
        {
            Name = name,
            Status = status,
            ThreadCount = threads,
        };

    private void Send(uint what, params ReadOnlySpan<int> data) =>
        Send(ConnectorBytes.Of(what, data, sequence: _sequence++, timestamp: (ulong)Stopwatch.GetTimestamp()));

    private void Send(byte[] bytes)
    {
        Assert.True(ProcessConnectorMessage.TryParse(bytes, out ProcessConnectorMessage message, out string? malformed), malformed);
        _events.Handle(message);
    }
}
