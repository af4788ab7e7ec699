using System.Globalization;
using Psutil.LinuxTests.Oracle;

namespace Psutil.LinuxTests;

/// <summary>The group, the session, the cgroup and the score of a real process, beside what the system says of it.</summary>
public class ProcessGroupTests
{
    [Fact]
    public void GroupAndSessionAreThoseOfPs()
    {
        using Child child = new(new("setsid", ["sleep", "1000"]));
        OSProcess process = child.Handle;

        // setsid runs the program in its own place.
        Assert.True(SpinWait.SpinUntil(() => process.GetName() == "sleep", Child.Patience));
        string[] expected = Command
            .Run("ps", "-o", "pgid=,sid=", "-p", child.Pid.ToString(CultureInfo.InvariantCulture))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string[] actual =
        [
            process.GetProcessGroupId().ToString(CultureInfo.InvariantCulture),
            process.GetSessionId().ToString(CultureInfo.InvariantCulture),
        ];
        Assert.Equal(expected, actual);
        Assert.Equal(child.Pid, process.GetProcessGroupId());
        Assert.Equal(child.Pid, process.GetSessionId());
    }

    [Fact]
    public void TheScoreRisesWithItsAdjustment()
    {
        using Child child = new();
        Assert.Equal(Score(child), child.Handle.GetOomScore());
        File.WriteAllText($"/proc/{child.Pid}/oom_score_adj", "900");
        Assert.Equal(Score(child), child.Handle.GetOomScore());
        Assert.InRange(child.Handle.GetOomScore(), 900, 2000);

        static int Score(Child child) => int.Parse(File.ReadAllText($"/proc/{child.Pid}/oom_score"), CultureInfo.InvariantCulture);
    }

    [Fact]
    public void TheCgroupIsALineOfItsFile()
    {
        using Child child = new();
        string[] lines = File.ReadAllLines($"/proc/{child.Pid}/cgroup");
        ProcessCgroup? cgroup = child.Handle.GetCgroup();
        if (lines.Length == 0)
        {
            Assert.Null(cgroup);
        }
        else
        {
            Assert.Contains(lines, line => line.EndsWith($":{cgroup!.Path}", StringComparison.Ordinal));
        }
    }
}
