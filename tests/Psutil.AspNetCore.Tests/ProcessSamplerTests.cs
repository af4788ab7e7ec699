using Psutil.AspNetCore.Sampling;
using Psutil.Diagnostics;

namespace Psutil.AspNetCore.Tests;

/// <summary>The processes of the stream.</summary>
public class ProcessSamplerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeClock _clock = new();

    [Fact]
    public void TheCpuUseIsOfTheTimeSinceTheSampleBeforeAlsoIfTheMetricsReadTheTableLongAgo()
    {
        FakeMachine fake = Fakes.Machine(_clock);
        SharedMachine machine = new(fake);
        SharedProcessTable metrics = machine.GetTable(ProcessFields.Basic);
        metrics.Join();
        Use(fake, TimeSpan.Zero);
        machine.Collect(Second);
        _ = metrics.Read(table => table.ToArray());

        _clock.Advance(TimeSpan.FromHours(1));
        Use(fake, TimeSpan.FromMinutes(30));
        machine.Collect(Second);
        using ProcessSampler sampler = new(machine, withIO: false, withArguments: false);
        Assert.Null(Assert.Single(sampler.Take().All).CpuPercent);

        _clock.Advance(Second);
        Use(fake, TimeSpan.FromMinutes(30) + (Second / 4));
        machine.Collect(Second);
        Assert.Equal(25, Assert.Single(sampler.Take().All).CpuPercent);
        metrics.Leave();
    }

    private static void Use(FakeMachine machine, TimeSpan time) =>
        machine.Processes.Add(
            new ProcessSnapshot(new ProcessIdentity(7, 1))
            {
                Name = "web",
                UserName = "www",
                CpuTimes = new ProcessCpuTimes { User = time, System = TimeSpan.Zero },
            }
        );
}
