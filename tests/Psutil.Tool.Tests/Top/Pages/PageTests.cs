using Psutil.Tool.Tests.Fakes;
using Psutil.Tool.Text;
using Psutil.Tool.Top.Model;
using Psutil.Tool.Top.Pages;
using Psutil.Tool.Top.Sampling;
using Psutil.Tool.Top.Screen;

namespace Psutil.Tool.Tests.Top;

/// <summary>The pages beside the processes, on a machine whose counters run with the test's clock.</summary>
public sealed class PageTests : IDisposable
{
    private readonly FakeClock _clock = new(ToolMachine.Start);
    private readonly ToolMachine _machine;
    private readonly TopSampler _sampler;

    public PageTests()
    {
        _machine = new ToolMachine(_clock);
        _machine.DeniesFans = false;
        _sampler = new TopSampler(_machine, _clock);
    }

    public static TheoryData<int> Numbers => [.. Enumerable.Range(2, TopPages.All.Count - 1)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void APageIsThis(int number)
    {
        TopPage page = TopPages.Find(number)!;
        foreach ((int width, int height) in ((int, int)[])[(80, 24), (120, 40)])
        {
            Snapshot.Matches(
                Open(page, width, height).Screen(),
                string.Create(CultureInfo.InvariantCulture, $"top-page-{page.Name.ToLowerInvariant()}-{width}x{height}.txt")
            );
        }
    }

    [Fact]
    public void TheHelpOfAPageNamesItsColumns()
    {
        string help = Open(DiskPage.Entry, 80, 120).Press("h").Screen();
        Assert.Contains("3 disks", help, StringComparison.Ordinal);
        Assert.All(DiskPage.Entry.Columns, column => Assert.Contains(column.Meaning, help, StringComparison.Ordinal));
    }

    [Fact]
    public void EachPageIsFoundByItsNumberAndByTab()
    {
        TopState state = TopFixture.State().WithSample(TopFixture.Sample());
        TopState turned = state;
        for (int number = 2; number <= TopPages.All.Count; number++)
        {
            turned = turned.Press("<Tab>", out TopAction? action);
            Assert.IsType<TopAction.Refresh>(action);
            Assert.Equal(TopPages.All[number - 1], turned.Page?.Page);
            Assert.Equal(turned.Page?.Page, state.Press(number.ToString(CultureInfo.InvariantCulture)).Page?.Page);
            Assert.Null(turned.Press("1").Page);
            Assert.Null(turned.Press("<Escape>").Page);
        }

        Assert.Null(turned.Press("<Tab>").Page);
        Assert.Equal(turned.Page?.Page, state.Press("<BackTab>").Page?.Page);
        Assert.True(TopPages.All.Count <= 9, "a tenth page has no key");
        Assert.Contains("'0' does nothing here", state.Press("0").Line(-1), StringComparison.Ordinal);
    }

    [Fact]
    public void RatesNeedTwoRefreshesAndNothingStandsInForThem()
    {
        TopState state = TopFixture.State(100, 30).Turn(DiskPage.Entry).WithSample(_sampler.Take(0, ArgumentForm.Names, DiskPage.Entry));
        Assert.Contains("rates need a second refresh", state.Screen(), StringComparison.Ordinal);
        Assert.DoesNotContain("vda  ", state.Screen(), StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromSeconds(2));
        state = state.WithSample(_sampler.Take(0, ArgumentForm.Names, DiskPage.Entry));
        Assert.Contains("1.0K    2.0K", Row(state, "vda"), StringComparison.Ordinal);
    }

    [Fact]
    public void TrafficIsCountedOnlyWhereItsColumnsAreShown()
    {
        Assert.All(_sampler.Take(0, ArgumentForm.Names).Processes, process => Assert.Null(process.Network));
        TopColumn sent = Assert.Single(TopColumns.More, column => column.Header == "NET-OUT/s");
        TopSettings settings = new(false, null, _clock, "root");
        TopProcess first = _sampler.Take(sent.Field.Sources, ArgumentForm.Names).Processes[2];
        Assert.Equal("", TopColumns.Cell(sent, first, settings));
        _clock.Advance(TimeSpan.FromSeconds(2));
        TopProcess second = _sampler.Take(sent.Field.Sources, ArgumentForm.Names).Processes[2];
        Assert.Equal((310, new Traffic(10_000, 5_000_000)), (second.Pid, second.Network));
        Assert.Equal("4.8M", TopColumns.Cell(sent, second, settings));
    }

    [Fact]
    public void ThePageOfTrafficSaysWhyNotAllIsCounted()
    {
        _machine.Processes.NetworkFallback = "BPF requires root";
        Assert.Contains(" [9 traffic]  TCP only: in ", Open(TrafficPage.Entry, 80, 30).Screen(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheQueueIsWhatLittlesLawSays()
    {
        DiskIORates rates = new()
        {
            ReadsPerSecond = 100,
            WritesPerSecond = 50,
            ReadBytesPerSecond = 0,
            WriteBytesPerSecond = 0,
            ReadLatency = TimeSpan.FromMilliseconds(5),
            WriteLatency = TimeSpan.FromMilliseconds(20),
            BusyPercent = 60,
        };
        TopSample sample = TopFixture.Sample() with { DiskRates = new Dictionary<string, DiskIORates> { ["sdx"] = rates } };
        PageTable table = DiskPage.Entry.Open!(_machine).Read(sample);
        string[] cells = [.. Enumerable.Range(0, DiskPage.Entry.Columns.Count).Select(column => table.Cell(0, column).Text)];
        Assert.Equal(["sdx", "100", "50.0", "0B", "0B", "5.00", "20.00", "1.50", "60.0"], cells);
    }

    [Fact]
    public void OfDisksThatAreAsBusyAsEachOtherTheRealOnesAreFirst()
    {
        foreach (string name in (string[])["loop0", "ram0", "zram0", "sdz"])
        {
            _machine.Disks.IOCounters[name] = new DiskIOCounters
            {
                ReadCount = 0,
                WriteCount = 0,
                ReadBytes = 0,
                WriteBytes = 0,
            };
        }

        _sampler.TakeMachine();
        _clock.Advance(TimeSpan.FromSeconds(1));
        TopSample sample = _sampler.Take(ProcessFields.None, ArgumentForm.Names, DiskPage.Entry);
        string[] expected = ["sdz", "vda", "loop0", "ram0", "zram0"];
        Assert.Equal(expected, sample.DiskDevices.Select(disk => disk.Name).Intersect(expected));
        PageTable table = sample.Page!.Value.Table;
        Assert.Equal(expected, Enumerable.Range(0, table.Count).Select(row => table.Cell(row, 0).Text).Intersect(expected));
    }

    [Fact]
    public void TheBusiestDiskIsFirstAndTheHeadingSaysSo()
    {
        static DiskIORates Rates(double read, double? busy) =>
            new()
            {
                ReadsPerSecond = read,
                WritesPerSecond = 0,
                ReadBytesPerSecond = read,
                WriteBytesPerSecond = 0,
                BusyPercent = busy,
            };
        TopSample sample = TopFixture.Sample() with
        {
            DiskRates = new Dictionary<string, DiskIORates>
            {
                ["loop0"] = Rates(0, 0),
                ["loop1"] = Rates(0, 0),
                ["sda"] = Rates(0, 0.5),
                ["sdb"] = Rates(100, 40),
                ["unknown"] = Rates(900, null),
                ["zram0"] = Rates(7, 0),
            },
        };
        sample = sample with { Page = (DiskPage.Entry, DiskPage.Entry.Open!(_machine).Read(sample)) };
        TopState state = TopFixture.State(100, 30).Turn(DiskPage.Entry).WithSample(sample);
        Assert.Equal(["sdb", "sda", "zram0", "loop0", "loop1", "unknown"], Names(state));
        Assert.Contains("UTIL%▼", state.Screen(), StringComparison.Ordinal);
        Assert.Equal(["zram0", "loop0", "loop1", "sda", "sdb", "unknown"], Names(state.Press("R")));
    }

    [Fact]
    public void ThePowerOfAProcessIsEstimatedOnlyWhereItsColumnIsShown()
    {
        _machine.Energy.IsCounted = true;
        Assert.All(_sampler.Take(0, ArgumentForm.Names).Processes, process => Assert.Null(process.Power));
        TopState state = TopFixture.State().WithColumn(TopColumns.Power, shows: true);
        Assert.Equal((ProcessFields.None, true), (state.ExtraFields, state.EstimatesPower));

        // Nothing is missing before the second measurement.
        TopSettings settings = state.Settings;
        TopSample first = _sampler.Take(0, ArgumentForm.Names, estimatesPower: true);
        Assert.All(first.Processes, process => Assert.Equal("", TopColumns.Cell(TopColumns.Power, process, settings)));
        _clock.Advance(TimeSpan.FromSeconds(2));
        TopSample second = _sampler.Take(0, ArgumentForm.Names, estimatesPower: true);

        // 15 W, by CPUs that are busy for 175 % of one.
        TopProcess busiest = second.Processes.MaxBy(process => process.CpuPercent)!;
        double expected = 15 * Math.Min(1, busiest.CpuPercent!.Value / 175);
        Assert.True(expected > 0);
        Assert.Equal(expected, busiest.Power!.Value.Watts!.Value, 0.01);
        Assert.Equal(expected.ToString("0.00", CultureInfo.InvariantCulture), TopColumns.Cell(TopColumns.Power, busiest, settings));
        TopState sorted = state.WithSample(second).WithSort(TopColumns.Power, isReversed: false);
        Assert.Equal(second.Processes.Max(process => process.Power?.Watts), sorted.Rows[0].Process.Power?.Watts);
    }

    [Fact]
    public void WhyPowerCannotBeEstimatedIsSaid()
    {
        TopSettings settings = TopFixture.State().Settings;
        foreach ((bool isDenied, string cell) in ((bool, string)[])[(true, "-"), (false, "n/a")])
        {
            (_machine.Energy.IsCounted, _machine.Energy.IsDenied) = (isDenied, isDenied);
            _sampler.Take(0, ArgumentForm.Names);
            TopSample sample = _sampler.Take(0, ArgumentForm.Names, estimatesPower: true);
            Assert.All(sample.Processes, process => Assert.Equal(cell, TopColumns.Cell(TopColumns.Power, process, settings)));
        }
    }

    [Fact]
    public void HeadingsSortByKeyMenuAndMouseAndAPageKeepsItsOrder()
    {
        TopState state = Open(NetworkPage.Entry, 100, 30);
        Assert.Equal(["dummy0", "eth0", "lo"], Names(state));
        (int line, int column) = Find(state, "IN/s");
        TopState sorted = Click(state, column, line);
        Assert.Equal(["eth0", "dummy0", "lo"], Names(sorted));
        Assert.Contains("IN/s▼", sorted.Screen(), StringComparison.Ordinal);
        Assert.Equal(["dummy0", "lo", "eth0"], Names(Click(sorted, column, line)));
        Assert.Equal(["dummy0", "lo", "eth0"], Names(sorted.Press("R")));
        Assert.Equal(["lo", "eth0", "dummy0"], Names(state.Press("sINTER<Enter>R")));

        // The rows are read again, in the order that was chosen.
        TopState back = sorted.Press("14");
        Assert.Contains("reading ...", back.Screen(), StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["eth0", "dummy0", "lo"], Names(back.WithSample(_sampler.Take(0, ArgumentForm.Names, NetworkPage.Entry))));
    }

    [Fact]
    public void UnknownValuesAreLastInEitherOrder()
    {
        TopState state = Open(SensorPage.Entry, 100, 30);
        int value = SensorPage.Entry.Columns.Index().Single(entry => entry.Item.Header == "VALUE").Index;
        foreach (bool isReversed in (bool[])[false, true])
        {
            PageTable table = state.Page!.Table!.Sort(value, isReversed);
            Assert.Equal("", table.Cell(table.Count - 1, value).Text);
        }
    }

    [Fact]
    public void TheMouseTurnsPagesScrollsSelectsAndOpens()
    {
        TopState state = TopFixture.State(100, 30).WithSample(TopFixture.Sample());
        (int line, int column) = Find(state, "pages");
        state = Click(state, column, line);
        (line, column) = Find(state, "5 connections");
        state = Click(state, column + 3, line);
        Assert.Equal(ConnectionPage.Entry, state.Page?.Page);
        state = state.WithSample(Take(ConnectionPage.Entry));
        Assert.Equal(
            2,
            TopKeys.Press(state, new Key(KeyCode.Mouse, Mouse: new MouseReport(MouseKind.WheelDown, 3, 20))).State.Page?.Cursor
        );
        (line, _) = Find(state, "127.0.0.1:8080");
        state = Click(state, 10, line);
        Assert.Null(state.Detail);
        state = Click(state, 10, line);
        Assert.Equal((310, null), (state.Detail?.Process.Pid, state.Page));
    }

    [Fact]
    public void ARowWithoutAProcessSaysSo()
    {
        TopState state = Open(DiskPage.Entry, 100, 30).Press("<Enter>");
        Assert.Equal("this row has no process", state.Message);
        Assert.NotNull(state.Page);
    }

    [Fact]
    public void WhatCannotBeReadIsNamed()
    {
        TopSample sample = TopFixture.Sample() with { Missing = new Dictionary<string, string> { [TopSampler.Disks] = "denied" } };
        Assert.Equal("disks: denied", DiskPage.Entry.Open!(_machine).Read(sample).Empty);
        using SilentMachine silent = new();
        Assert.Contains("reports no", SensorPage.Entry.Open!(silent).Read(sample).Empty, StringComparison.Ordinal);
    }

    [Fact]
    public void EverySizeOfEveryPageCanBeDrawn()
    {
        foreach (TopPage page in TopPages.All.Skip(1))
        {
            TopState state = Open(page, 80, 24);
            for (int width = 1; width <= 200; width += width < 40 ? 3 : 31)
            {
                for (int height = 1; height <= 50; height += height < 12 ? 1 : 13)
                {
                    TopState sized = state.WithSize(width, height);
                    Assert.Equal(height, sized.Screen().Count(character => character == '\n'));
                    Assert.Equal(height, sized.Press("h").Screen(TopFixture.Ascii).Count(character => character == '\n'));
                }
            }
        }
    }

    [Fact]
    public void ACursorBelowTheRowsComesBackWithThem()
    {
        TopState state = Open(ConnectionPage.Entry, 80, 24).Press("<End>");
        Assert.Equal(2, state.Page?.Cursor);
        TopSample fewer = Take(ConnectionPage.Entry) with
        {
            Page = (ConnectionPage.Entry, new PageTable<int>([PageText.Number<int>("N", "", 3, row => row, PageText.Whole)], [7])),
        };
        Assert.Equal(0, state.WithSample(fewer).Page?.Cursor);
    }

    public void Dispose() => _sampler.Dispose();

    // The page after two refreshes that are two seconds apart.
    private TopState Open(TopPage page, int width, int height)
    {
        TopState state = TopFixture.State(width, height).Turn(page);
        return state.WithSample(Take(page)).WithSample(Take(page));
    }

    private TopSample Take(TopPage page)
    {
        TopSample sample = _sampler.Take(0, ArgumentForm.Names, page);
        _clock.Advance(TimeSpan.FromSeconds(2));
        return sample;
    }

    private static string Row(TopState state, string name) =>
        state.Screen().Split('\n').Single(line => line[Math.Min(2, line.Length)..].StartsWith(name + " ", StringComparison.Ordinal));

    private static IEnumerable<string> Names(TopState state)
    {
        PageTable table = state.Page!.Table!;
        return Enumerable.Range(0, table.Count).Select(row => table.Cell(row, 0).Text);
    }

    private static (int Line, int Column) Find(TopState state, string text)
    {
        (int line, string found) = state.Screen().Split('\n').Index().Last(entry => entry.Item.Contains(text, StringComparison.Ordinal));
        return (line, found.IndexOf(text, StringComparison.Ordinal));
    }

    private static TopState Click(TopState state, int column, int line) =>
        TopKeys.Press(state, new Key(KeyCode.Mouse, Mouse: new MouseReport(MouseKind.Press, column, line))).State;
}
