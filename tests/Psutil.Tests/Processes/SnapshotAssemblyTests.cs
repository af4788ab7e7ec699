namespace Psutil.Tests;

/// <summary>The last step of every snapshot, the same on every operating system.</summary>
public class SnapshotAssemblyTests
{
    private const int DeniedError = 13;
    private const int AbsentError = 2;
    private const int KernelError = 22;
    private const int OddError = 5;
    private const int SizeLimit = 280;

    private static readonly ProcessIdentity Identity = new(7, 70);
    private static readonly Rules Everything = new(ProcessFields.All);

    [Fact]
    public void WhatWasNotAskedForIsMasked()
    {
        ProcessSnapshot snapshot = Begin(ProcessFields.Nice | ProcessFields.GroupIds);
        snapshot.Common.Nice = 5;
        snapshot.Common.ParentPid = 1;
        snapshot.Common.Name = "name";
        snapshot.SetMemory(
            new ProcessMemory
            {
                Vms = 0,
                Rss = 1,
                PeakRss = 2,
            }
        );
        snapshot.Set(
            ProcessFields.GroupIds,
            new CredentialIds
            {
                Real = 1,
                Effective = 2,
                Saved = 3,
            }
        );
        snapshot.Set(ProcessFields.Terminal, "/dev/tty1");
        Complete(snapshot, ProcessFields.Nice | ProcessFields.GroupIds);
        Assert.Equal(
            (
                5,
                new CredentialIds
                {
                    Real = 1,
                    Effective = 2,
                    Saved = 3,
                }
            ),
            (snapshot.Nice, snapshot.GroupIds)
        );
        Assert.Null(snapshot.ParentPid);
        Assert.Null(snapshot.Name);
        Assert.Null(snapshot.Memory);
        Assert.Null(snapshot.Terminal);
        Assert.Empty(snapshot.Unavailable);
    }

    [Fact]
    public void WhatIsNotOfferedIsNamed()
    {
        const ProcessFields Offered = ProcessFields.All & ~(ProcessFields.HandleCount | ProcessFields.ExecutablePath);
        ProcessSnapshot snapshot = Begin(ProcessFields.HandleCount | ProcessFields.ExecutablePath | ProcessFields.WorkingDirectory);
        Complete(snapshot, ProcessFields.HandleCount | ProcessFields.ExecutablePath | ProcessFields.WorkingDirectory, new Rules(Offered));
        Assert.Equal(
            [ProcessFields.ExecutablePath, ProcessFields.HandleCount],
            snapshot.Unavailable.Where(entry => entry.Value.Reason == UnavailableReason.NotSupported).Select(entry => entry.Key).Order()
        );
    }

    [Fact]
    public void NoFieldIsWithoutAValueAndAReasonButWhatNotEveryProcessHas()
    {
        ProcessSnapshot snapshot = Begin(ProcessFields.All);
        Complete(snapshot, ProcessFields.All);
        Assert.Equal(
            ProcessFields.All
                & ~(
                    ProcessFields.ParentPid
                    | ProcessFields.ExecutablePath
                    | ProcessFields.WorkingDirectory
                    | ProcessFields.Terminal
                    | ProcessFields.Cgroup
                ),
            snapshot.Unavailable.Keys.Aggregate(ProcessFields.None, (all, field) => all | field)
        );
        Assert.All(snapshot.Unavailable.Values, reason => Assert.Equal(UnavailableReason.NotSupported, reason.Reason));
    }

    [Fact]
    public void AZombieHasNeitherArgumentsNorMemory()
    {
        const ProcessFields Fields =
            ProcessFields.CommandLine
            | ProcessFields.Environment
            | ProcessFields.MemoryMaps
            | ProcessFields.Memory
            | ProcessFields.ApproximateRss
            | ProcessFields.MemoryFootprint
            | ProcessFields.Nice;
        ProcessSnapshot snapshot = Begin(Fields);
        snapshot.SetMemory(new ProcessMemory { Rss = 0, Vms = 0 });
        snapshot.Common.ApproximateRss = 0;
        snapshot.Common.MemoryFootprint = new ProcessMemoryFootprint { Uss = 0 };
        snapshot.Common.Status = ProcessStatus.Zombie;
        snapshot.Common.Nice = 1;
        snapshot.Common.CommandLine = [];
        snapshot.Set(ProcessFields.Environment, new Dictionary<string, string>());
        snapshot.Set(ProcessFields.MemoryMaps, Array.Empty<ProcessMemoryMap>());
        Complete(snapshot, Fields);
        Assert.Null(snapshot.CommandLine);
        Assert.Null(snapshot.Environment);
        Assert.Null(snapshot.MemoryMaps);
        Assert.Equal(1, snapshot.Nice);
        Assert.Null(snapshot.Memory);
        Assert.Null(snapshot.ApproximateRss);
        Assert.Null(snapshot.MemoryFootprint);
        Assert.Equal(6, snapshot.Unavailable.Count);
        Assert.All(snapshot.Unavailable.Values, reason => Assert.Equal(new Unavailability { Reason = UnavailableReason.Zombie }, reason));
    }

    [Fact]
    public void AKernelThreadHasNoFootprint()
    {
        const ProcessFields Fields = ProcessFields.MemoryFootprint | ProcessFields.Memory | ProcessFields.Status;
        ProcessSnapshot snapshot = Begin(Fields);
        snapshot.Common.Status = ProcessStatus.Idle;
        snapshot.Common.IsKernelThread = true;
        snapshot.SetMemory(new ProcessMemory { Rss = 0, Vms = 0 });
        snapshot.Common.MemoryFootprint = new ProcessMemoryFootprint { Uss = 0 };
        Complete(snapshot, Fields);
        Assert.True(snapshot.IsKernelThread);
        Assert.Null(snapshot.MemoryFootprint);
        Assert.Equal(UnavailableReason.Absent, snapshot.WhyMissing(ProcessFields.MemoryFootprint)?.Reason);
        Assert.NotNull(snapshot.Memory);
    }

    [Fact]
    public void WhetherItIsOfTheKernelBelongsToTheStatus()
    {
        ProcessSnapshot snapshot = Begin(ProcessFields.Nice);
        snapshot.Common.Status = ProcessStatus.Running;
        snapshot.Common.IsKernelThread = false;
        Complete(snapshot, ProcessFields.Nice);
        Assert.Null(snapshot.IsKernelThread);
    }

    [Fact]
    public void EveryNullHasAnAnswer()
    {
        const ProcessFields Requested =
            ProcessFields.Nice | ProcessFields.Terminal | ProcessFields.ParentPid | ProcessFields.IOCounters | ProcessFields.HandleCount;
        ProcessSnapshot snapshot = Begin(Requested);
        snapshot.Common.Nice = 1;
        CaptureFailures failures = default;
        failures.Add(ProcessFields.IOCounters, "io", "openat", DeniedError);
        Complete(snapshot, Requested, new Rules(ProcessFields.All & ~ProcessFields.HandleCount), failures);
        Assert.Null(snapshot.WhyMissing(ProcessFields.Nice));
        Assert.Equal(UnavailableReason.Absent, snapshot.WhyMissing(ProcessFields.Terminal)?.Reason);
        Assert.Equal(UnavailableReason.Absent, snapshot.WhyMissing(ProcessFields.ParentPid)?.Reason);
        Assert.Equal(UnavailableReason.Denied, snapshot.WhyMissing(ProcessFields.IOCounters)?.Reason);
        Assert.Equal(UnavailableReason.NotSupported, snapshot.WhyMissing(ProcessFields.HandleCount)?.Reason);
        Assert.Equal(UnavailableReason.NotRequested, snapshot.WhyMissing(ProcessFields.ExecutablePath)?.Reason);
        Assert.Equal(UnavailableReason.NotRequested, snapshot.WhyMissing(ProcessFields.Memory)?.Reason);
        Assert.Equal("not requested", snapshot.WhyMissing(ProcessFields.Memory).ToString());
        Assert.Null(snapshot.WhyMissing(ProcessFields.None));
        Assert.Equal(UnavailableReason.Absent, snapshot.WhyMissing(ProcessFields.Nice | ProcessFields.Terminal)?.Reason);
        Assert.Equal(UnavailableReason.NotRequested, snapshot.WhyMissing((ProcessFields)long.MinValue)?.Reason);
    }

    [Fact]
    public void ACopyWithFewerFieldsKnowsWhyTheOthersAreMissing()
    {
        ProcessSnapshot snapshot = new(Identity) { Name = "a", Nice = 3 };
        ProcessSnapshot copy = snapshot.Select(ProcessFields.Nice | ProcessFields.Terminal | ProcessFields.Memory);
        Assert.Equal(3, copy.Nice);
        Assert.Null(copy.Name);
        Assert.Equal(UnavailableReason.Absent, copy.WhyMissing(ProcessFields.Terminal)?.Reason);
        Assert.Equal(UnavailableReason.NotSupported, copy.WhyMissing(ProcessFields.Memory)?.Reason);
        Assert.Equal(UnavailableReason.NotRequested, copy.WhyMissing(ProcessFields.Name)?.Reason);
        Assert.Equal("a", new ProcessSnapshot(snapshot) { Nice = 4 }.Name);
        Assert.Equal(3, snapshot.Nice);
    }

    [Fact]
    public void ASnapshotIsNoLargerThanItsFields() =>
        // A table of ten thousand processes is felt in megabytes: 8 bytes more for each are 80 KB at every capture.
        Assert.InRange(System.Runtime.CompilerServices.Unsafe.SizeOf<CommonFields>(), 1, SizeLimit);

    [Theory]
    [InlineData(DeniedError, ProcessStatus.Running, false, UnavailableReason.Denied)]
    [InlineData(DeniedError, ProcessStatus.Zombie, false, UnavailableReason.Denied)]
    [InlineData(AbsentError, ProcessStatus.Zombie, false, UnavailableReason.Zombie)]
    [InlineData(AbsentError, ProcessStatus.Running, false, UnavailableReason.NotSupported)]
    [InlineData(KernelError, ProcessStatus.Running, true, UnavailableReason.Absent)]
    [InlineData(KernelError, ProcessStatus.Running, false, UnavailableReason.Failed)]
    [InlineData(OddError, ProcessStatus.Running, false, UnavailableReason.Failed)]
    public void AnErrorMeansWhatTheRulesSay(int error, ProcessStatus status, bool isKernel, UnavailableReason expected)
    {
        ProcessSnapshot snapshot = Begin(ProcessFields.IOCounters);
        snapshot.Common.Status = status;
        snapshot.Common.IsKernelThread = isKernel;
        CaptureFailures failures = default;
        failures.Add(ProcessFields.IOCounters, "io", "openat", error);
        snapshot.Complete(ProcessFields.IOCounters, Everything, failures);
        Assert.Equal(
            new Unavailability
            {
                Reason = expected,
                Error = new SystemCallError
                {
                    SystemCall = "openat(7/io)",
                    ErrorCode = error,
                    Description = "",
                },
            },
            snapshot.Unavailable[ProcessFields.IOCounters]
        );
    }

    [Fact]
    public void OfAProgramThatIsNotThereThereIsNothingToKnow()
    {
        ProcessSnapshot snapshot = Begin(ProcessFields.ExecutablePath);
        CaptureFailures failures = default;
        failures.Add(ProcessFields.ExecutablePath, "exe", "readlinkat", AbsentError);
        Complete(snapshot, ProcessFields.ExecutablePath, failures: failures);
        Assert.Null(snapshot.ExecutablePath);
        Assert.Empty(snapshot.Unavailable);
    }

    [Fact]
    public void AFieldThatHasAValueHasNoReason()
    {
        const ProcessFields Fields = ProcessFields.UserIds | ProcessFields.ContextSwitches;
        ProcessSnapshot snapshot = Begin(Fields);
        snapshot.Common.UserIds = new CredentialIds
        {
            Real = 1,
            Effective = 1,
            Saved = 1,
        };
        CaptureFailures failures = default;
        failures.AddMalformed(Fields, "status", "Uid");
        Complete(snapshot, Fields, failures: failures);
        KeyValuePair<ProcessFields, Unavailability> missing = Assert.Single(snapshot.Unavailable);
        Assert.Equal(ProcessFields.ContextSwitches, missing.Key);
        Assert.Equal((UnavailableReason.Malformed, "status: Uid"), (missing.Value.Reason, missing.Value.MalformedField));
    }

    [Fact]
    public void EveryFieldKeepsItsValue()
    {
        ProcessSnapshot snapshot = new(Identity)
        {
            Name = "a",
            Memory = new ProcessMemory
            {
                Vms = 0,
                Rss = 1,
                PeakVms = 2,
            },
            OpenFiles = [],
            UnnamedFileCount = 3,
            IOCounters = new ProcessIOCounters { ReadCount = 1, WriteCount = 2 },
            HandleCount = 4,
            Terminal = "/dev/tty",
            FileDescriptorCount = 5,
            PriorityClass = System.Diagnostics.ProcessPriorityClass.Idle,
        };
        Assert.Equal("a", snapshot.Name);
        Assert.Equal(
            new ProcessMemory
            {
                Vms = 0,
                Rss = 1,
                PeakVms = 2,
            },
            snapshot.Memory
        );
        Assert.Empty(snapshot.OpenFiles);
        Assert.Equal((3, 4, 5), (snapshot.UnnamedFileCount, snapshot.HandleCount, snapshot.FileDescriptorCount));
        Assert.Equal(new ProcessIOCounters { ReadCount = 1, WriteCount = 2 }, snapshot.IOCounters);
        Assert.Equal("/dev/tty", snapshot.Terminal);
        Assert.Equal(System.Diagnostics.ProcessPriorityClass.Idle, snapshot.PriorityClass);
        Assert.Null(snapshot.Connections);
        Assert.Null(snapshot.IOPriority);
    }

    [Theory]
    [InlineData("systemd-timesyn", "systemd-timesyncd", "systemd-timesyncd")]
    [InlineData("systemd-timesyn", "other", "systemd-timesyn")]
    [InlineData("systemd-timesyn", "", "systemd-timesyn")]
    public void ACutNameIsCompletedByTheProgramThatItBegins(string name, string program, string expected) =>
        Assert.Equal(
            expected,
            System.Text.Encoding.UTF8.GetString(
                ProcessSnapshot.CompleteName(System.Text.Encoding.UTF8.GetBytes(name), System.Text.Encoding.UTF8.GetBytes(program))
            )
        );

    private static ProcessSnapshot Begin(ProcessFields fields) => new(Identity, fields);

    private static void Complete(ProcessSnapshot snapshot, ProcessFields fields, Rules? rules = null, CaptureFailures failures = default) =>
        snapshot.Complete(fields, rules ?? Everything, failures);

    private sealed class Rules(ProcessFields offered) : CaptureRules
    {
        public override ProcessFields Offered => offered;

        protected override ErrorMeaning MeaningOf(ProcessFields fields, int error) =>
            error switch
            {
                DeniedError => ErrorMeaning.Denied,
                AbsentError => ErrorMeaning.Absent | ErrorMeaning.NotOffered,
                KernelError => ErrorMeaning.Absent,
                _ => ErrorMeaning.None,
            };

        protected override SystemCallError Describe(in CaptureFailures.Failure failure, int pid) =>
            new()
            {
                SystemCall = $"{failure.Call}({pid}/{failure.Source})",
                ErrorCode = failure.Error,
                Description = "",
            };
    }
}
