using Psutil.Tool.Tests.Fakes;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Sampling;

namespace Psutil.Tool.Tests.Top;

/// <summary>Processes that are put together by user, program, container or cgroup.</summary>
public class GroupTests
{
    private static readonly TopSample Sample = TopFixture.Sample(
        TopFixture.Process(1, 0, "init", 1, "root"),
        TopFixture.Process(10, 1, "nginx", 30, "web"),
        TopFixture.Process(11, 10, "nginx", 50, "web"),
        TopFixture.Process(12, 1, "php", 5, "web"),
        TopFixture.Process(20, 1, "db", 60, "db")
    );

    private static TopState Table => TopFixture.State(100, 30).WithSample(Sample);

    private static TopState ByUser => Table.Press("guser<Enter>");

    [Fact]
    public void AGroupIsARowWithTheSumsOfItsProcesses()
    {
        Assert.Equal(["web", "db", "root"], Groups(ByUser));
        Assert.Contains("grouped by user", ByUser.Screen(), StringComparison.Ordinal);
        string row = ByUser.Screen().Split('\n').Single(line => line.Contains("▸ [3] web", StringComparison.Ordinal));
        Assert.Contains(" 85.0 ", row, StringComparison.Ordinal);

        // It has no PID of its own.
        Assert.DoesNotContain(" 10 ", row, StringComparison.Ordinal);
        Assert.Contains("[3] web", ByUser.Screen(TopFixture.Ascii), StringComparison.Ordinal);
    }

    [Fact]
    public void TheScreenWithGroupsIsThis() => Snapshot.Matches(ByUser.Press("+").Screen(), "top-groups.txt");

    [Fact]
    public void GroupsAreSortedByTheirSumsOrTheirNames()
    {
        Assert.Equal(["root", "db", "web"], Groups(ByUser.Press("R")));
        Assert.Equal(["db", "root", "web"], Groups(ByUser.Press("N")));
        Assert.Equal(["web", "root", "db"], Groups(ByUser.Press("NR")));
        Assert.Equal(["nginx", "db", "php", "init"], Groups(Table.Press("gprog<Enter>")));
    }

    [Fact]
    public void AGroupIsUnfoldedAndFolded()
    {
        TopState open = ByUser.Press("+");
        Assert.Equal(["web", "11", "10", "12", "db", "root"], Rows(open));
        Assert.Equal(0, open.Cursor);
        Assert.Equal(3, Groups(open.Press("-")).Count());
        Assert.Equal(3, open.Press("<Down><Down>-").Rows.Count);
        Assert.Equal("web", open.Press("<Down><Down>-").GroupUnderCursor);
        Assert.Equal(8, ByUser.Press("*").Rows.Count);
        Assert.Equal(3, ByUser.Press("**").Rows.Count);
        Assert.Equal(open.Rows.Count, ByUser.Press("<Enter>").Rows.Count);
        Assert.Null(ByUser.Press("<Enter>").Detail);
        Assert.Equal(11, open.Press("<Down><Enter>").Detail?.Process.Pid);

        // A refresh keeps what is open.
        Assert.Equal(Rows(open), Rows(open.WithSample(Sample)));
    }

    [Fact]
    public void AFilterCountsOnlyWhatMatches()
    {
        TopState filtered = ByUser.Press("\\nginx<Enter>");
        Assert.Equal(["web"], Groups(filtered));
        Assert.Contains("▸ [2] web", filtered.Screen(), StringComparison.Ordinal);
        Assert.Contains(" 80.0 ", filtered.Screen(), StringComparison.Ordinal);
    }

    [Fact]
    public void ASearchFindsAProcessInAFoldedGroup() => Assert.Equal("db", ByUser.Press("/db<Enter>").GroupUnderCursor);

    [Fact]
    public void TheTreeAndGroupsReplaceEachOther()
    {
        Assert.Null(ByUser.Press("t").Grouping);
        Assert.True(ByUser.Press("t").IsTree);
        Assert.False(Table.Press("tguser<Enter>").IsTree);
        Assert.Equal(5, ByUser.Press("gnothing<Enter>").Rows.Count);
    }

    [Fact]
    public void ASignalToAGroupAsksForAllOfItAndATagTagsAllOfIt()
    {
        Assert.Contains("SIGTERM to 3 processes", ByUser.Press("k").Screen(), StringComparison.Ordinal);
        Assert.Equal(3, ByUser.Press(" ").Tagged.Count);
        Assert.Empty(ByUser.Press(" <Home> ").Tagged);
        Assert.Contains("a group cannot be followed", ByUser.Press("F").Line(-1), StringComparison.Ordinal);
    }

    [Fact]
    public void ContainersAreReadFirstAndWhatCannotBeReadIsNamed()
    {
        TopState state = Table.Press("gcont<Enter>", out TopAction? action);
        Assert.IsType<TopAction.Refresh>(action);
        Assert.Equal(ProcessFields.Cgroup, state.ExtraFields);
        Assert.Equal(["not read yet"], Groups(state));
        string id = new('a', 64);
        TopProcess[] read =
        [
            With(Sample.Processes[0], new ProcessCgroup { Path = "/init.scope" }),
            With(Sample.Processes[1], new ProcessCgroup { Path = "/docker/" + id, ContainerId = id }),
            Sample.Processes[2] with
            {
                Added = new AddedReadings(
                    Fields: new ProcessSnapshot(Sample.Processes[2].Identity)
                    {
                        Unavailable = new Dictionary<ProcessFields, Unavailability>
                        {
                            [ProcessFields.Cgroup] = new() { Reason = UnavailableReason.Denied },
                        },
                    }
                ),
            },
        ];
        state = state.WithSample(Sample with { Processes = read });
        Assert.Equal(["aaaaaaaaaaaa", "denied", "no container"], Groups(state).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void OnlyWhatTheSystemReportsIsOffered()
    {
        TopState state = Table with { SupportedFields = ProcessFields.All & ~ProcessFields.Cgroup };
        Assert.DoesNotContain("container", state.Press("g").Screen(), StringComparison.Ordinal);
        Assert.Contains("container", Table.Press("g").Screen(), StringComparison.Ordinal);
    }

    private static TopProcess With(TopProcess process, ProcessCgroup cgroup) =>
        process with
        {
            Added = new AddedReadings(Fields: new ProcessSnapshot(process.Identity) { Cgroup = cgroup }),
        };

    private static IEnumerable<string> Groups(TopState state) => state.Rows.Select(row => row.Group).OfType<string>();

    private static string[] Rows(TopState state) =>
        [.. state.Rows.Select(row => row.Group ?? row.Process.Pid.ToString(CultureInfo.InvariantCulture))];
}
