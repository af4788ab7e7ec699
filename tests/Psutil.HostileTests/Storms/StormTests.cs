using Psutil.HostileTests.Programs;
using Psutil.HostileTests.Workers;

namespace Psutil.HostileTests.Storms;

public class StormTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(8);

    [Fact]
    public void FiveThousandShortLivedProcessesLeaveNothingBehind()
    {
        Assert.SkipUnless(NativeProgram.CanCompile, "There is no gcc.");
        Worker.Run("storm", Deadline, "5000");
    }
}
