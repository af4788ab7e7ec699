using System.Diagnostics;
using Psutil.Recording;
using Psutil.Tool.Tests.Live;

namespace Psutil.Tool.Tests.Past;

/// <summary><c>psutil record</c> as a program: how it ends, and what is left when it is killed.</summary>
public sealed class RecordCommandTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    // By hand more: PSUTIL_RECORDER_KILLS=1000.
    private static readonly int Kills = int.TryParse(
        Environment.GetEnvironmentVariable("PSUTIL_RECORDER_KILLS"),
        NumberStyles.None,
        CultureInfo.InvariantCulture,
        out int kills
    )
        ? kills
        : 8;

    private readonly string _root = Directory.CreateTempSubdirectory("psutil-record-").FullName;

    public RecordCommandTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "signals are sent as Linux has them");

    private string Place => Path.Join(_root, "history");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task ItEndsCleanlyOnSigterm()
    {
        using Process recorder = Start();
        await WaitForSample();
        (int exitCode, _, string refusal) = await Executable.Run(Executable.Psutil, ["record", "--dir", Place]);
        Assert.Equal(3, exitCode);
        Assert.Equal($"psutil: another recorder writes to {Place}", refusal.TrimEnd());

        Machine.Local.Processes.Get(recorder.Id).Terminate();
        string error = await recorder
            .StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)
            .WaitAsync(Patience, TestContext.Current.CancellationToken);
        await recorder.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal(0, recorder.ExitCode);
        Assert.StartsWith($"psutil: recording every 0.1 s to {Place}", error, StringComparison.Ordinal);
        Assert.EndsWith("were dropped", error.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoeverKillsItLosesTheLastSampleAtMost()
    {
        DateTimeOffset last = DateTimeOffset.MinValue;
        for (int round = 0; round < Kills; round++)
        {
            using Process recorder = Start();
            last = await WaitForSample(last);
            await Task.Delay(Random.Shared.Next(200), TestContext.Current.CancellationToken);
            recorder.Kill();
            await recorder
                .WaitForExitAsync(TestContext.Current.CancellationToken)
                .WaitAsync(Patience, TestContext.Current.CancellationToken);

            // What was seen in the recording while it was written is still there, and of what came after it all that is whole.
            Recording.Recording recording = Recording.Recording.Open(Place);
            using RecordedMachine machine = recording.OpenMachine(last);
            Assert.Equal(last, machine.Time);
            while (machine.TryMoveNext())
            {
                last = machine.Time;
                Assert.NotEmpty(machine.Processes.Capture(ProcessFields.Name));
            }

            Assert.All(recording.Faults, fault => Assert.Equal("it ends within a sample", fault.Reason));
        }
    }

    [Theory]
    [InlineData("7d", 7.0, null)]
    [InlineData("2G", null, 2L << 30)]
    [InlineData("36h,500M", 1.5, 500L << 20)]
    public void KeepHasATimeOrASize(string text, double? days, long? bytes)
    {
        System.CommandLine.Option<Psutil.Tool.Past.KeepLimits?> option = new("--keep") { CustomParser = Psutil.Tool.Past.KeepLimits.Parse };
        System.CommandLine.RootCommand root = [option];
        Assert.Equal(
            new Psutil.Tool.Past.KeepLimits(days is { } known ? TimeSpan.FromDays(known) : null, bytes),
            root.Parse(["--keep", text]).GetValue(option)
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("1s")]
    [InlineData("10K")]
    [InlineData("99999999999T")]
    [InlineData("7d,")]
    public async Task AKeepThatIsNoneIsRefused(string text)
    {
        (int exitCode, _, string error) = await Executable.Run(Executable.Psutil, ["record", "--dir", Place, "--keep", text]);
        Assert.Equal(2, exitCode);
        Assert.Contains("is not valid for --keep", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Place));
    }

    private Process Start() => Executable.Start(Executable.Psutil, ["record", "--dir", Place, "--every", "0.1"]);

    // Waits until a sample can be read that is later than a time.
    private async Task<DateTimeOffset> WaitForSample(DateTimeOffset after = default)
    {
        Stopwatch waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using RecordedMachine machine = Recording.Recording.Open(Place).OpenMachine(DateTimeOffset.MaxValue);
                if (machine.Time > after)
                {
                    return machine.Time;
                }
            }
            catch (RecordingException)
            {
                // Not yet.
            }

            Assert.True(waited.Elapsed < Patience, "No sample came.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
