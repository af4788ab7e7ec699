using Psutil.Tool.Listing;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Sampling;

namespace Psutil.Tool.Tests.Top;

/// <summary>The columns of F2.</summary>
public class FieldColumnTests
{
    // Lists, and what another column says in other words: GPUMEM has the memory of "gpu".
    private static readonly string[] WithoutColumn =
    [
        "environ",
        "rlimits",
        "threads",
        "memory_maps",
        "open_files",
        "net_connections",
        "is_kernel_thread",
        "cpu_percent_average",
        "gpu",
    ];

    private static IEnumerable<TopColumn> Columns => TopColumns.All.Concat(TopColumns.More);

    [Fact]
    public void EveryFieldThatIsNoListHasAColumn()
    {
        HashSet<string> shown = [.. Columns.Select(column => column.Field.Name)];
        Assert.DoesNotContain(ProcessFieldTable.Known, field => !shown.Contains(field.Name) && !WithoutColumn.Contains(field.Name));
    }

    [Fact]
    public void ATitleIsAWordAndOfOneColumn()
    {
        string[] titles = [.. Columns.Select(column => column.Header)];
        Assert.Equal(titles.Distinct(StringComparer.OrdinalIgnoreCase), titles);
        Assert.DoesNotContain(titles, title => title.Contains(' ', StringComparison.Ordinal));
        Assert.All(Columns, column => Assert.True(column.Width is null || column.Header.Length <= column.Width, column.Header));
    }

    [Theory]
    [InlineData("EUID", "1001")]
    [InlineData("EGID", "52")]
    [InlineData("EXE", "../of/more/than/the/room")]
    [InlineData("CWD", "/srv")]
    [InlineData("CONTAINER", "0123456789ab")]
    [InlineData("UNIT", "web.service")]
    [InlineData("SHARED", "2.0M")]
    [InlineData("ANON", "3.0M")]
    [InlineData("MINFLT", "12345")]
    [InlineData("ICSW", "7")]
    [InlineData("WRITTEN", "4.0K")]
    [InlineData("WRITES", "9")]
    [InlineData("IONICE", "be/4")]
    [InlineData("UTIME", "1:01.50")]
    [InlineData("WAIT", "0:00.25")]
    [InlineData("CPUS", "0-2,5")]
    [InlineData("MAXFDS", "1024")]
    [InlineData("SIGPEND", "3")]
    public void AColumnShowsTheValue(string title, string text)
    {
        TopColumn column = Columns.Single(column => column.Header == title);
        Assert.Equal(text, TopColumns.Cell(column, Process, TopFixture.State().Settings));

        // What is not read yet is blank, and what is missing has its reason.
        Assert.Equal("", TopColumns.Cell(column, Process with { Added = null }, TopFixture.State().Settings));
        ProcessSnapshot denied = ProcessSnapshot.Gone(Process.Identity, column.Field.Sources);
        Assert.True(
            TopColumns.Cell(column, Process with { Added = new AddedReadings(Fields: denied) }, TopFixture.State().Settings)
                is "gone"
                    or "!"
        );
    }

    [Fact]
    public void FieldsThatTheSystemDoesNotHaveAreNotOffered()
    {
        TopState state = TopFixture.State(100, 40) with { SupportedFields = ProcessFields.All & ~ProcessFields.HandleCount };
        Assert.DoesNotContain(Menus.OfSetup(state).Items, item => item.Label == "HANDLES");
        Assert.Contains(Menus.OfSetup(state).Items, item => item.Label == "EUID");
        TopColumn handles = Columns.Single(column => column.Header == "HANDLES");
        Assert.Contains(Menus.OfSetup(state.WithColumn(handles, shows: true)).Items, item => item.Label == "HANDLES");
    }

    [Fact]
    public void AFieldIsReadOnlyWhileItsColumnIsShown()
    {
        TopColumn column = Columns.Single(column => column.Header == "CWD");
        TopState state = TopFixture.State(100, 40);
        Assert.Equal(ProcessFields.None, state.ExtraFields & ProcessFields.WorkingDirectory);
        Assert.Equal(ProcessFields.WorkingDirectory, state.WithColumn(column, shows: true).ExtraFields);
    }

    private static TopProcess Process { get; } =
        TopFixture.Process(7, 1, "web") with
        {
            Added = new AddedReadings(
                Fields: new ProcessSnapshot(new ProcessIdentity(7, 7))
                {
                    UserIds = new CredentialIds
                    {
                        Real = 1000,
                        Effective = 1001,
                        Saved = 1002,
                    },
                    GroupIds = new CredentialIds
                    {
                        Real = 51,
                        Effective = 52,
                        Saved = 53,
                    },
                    ExecutablePath = "/opt/a/path/of/more/than/the/room",
                    WorkingDirectory = "/srv",
                    Cgroup = new ProcessCgroup
                    {
                        Path = "/system.slice/web.service",
                        Unit = "web.service",
                        ContainerId = "0123456789abcdef",
                    },
                    Memory = new ProcessMemory
                    {
                        Rss = 8 << 20,
                        Vms = 9 << 20,
                        Shared = 2 << 20,
                    },
                    MemoryDetails = new ProcessMemoryDetails { RssAnonymous = 3 << 20 },
                    PageFaults = new ProcessPageFaults { Minor = 12345 },
                    ContextSwitches = new ProcessContextSwitches { Voluntary = 5, Involuntary = 7 },
                    IOCounters = new ProcessIOCounters { WriteBytes = 4096, WriteCount = 9 },
                    IOPriority = new IOPriority { Class = IOPriorityClass.BestEffort, Level = 4 },
                    CpuTimes = new ProcessCpuTimes
                    {
                        User = TimeSpan.FromSeconds(61.5),
                        System = TimeSpan.FromSeconds(1),
                        IOWait = TimeSpan.FromSeconds(0.25),
                    },
                    CpuAffinity = [0, 1, 2, 5],
                    ResourceLimits = new Dictionary<ResourceKind, ResourceLimit> { [ResourceKind.OpenFiles] = new(1024, 4096) },
                    PendingSignalCount = 3,
                }
            ),
        };
}
