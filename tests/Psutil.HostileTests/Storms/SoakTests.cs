using Psutil.HostileTests.Workers;

namespace Psutil.HostileTests.Storms;

public class SoakTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(8);

    [Fact]
    public void AMinuteOfAllCallsInTurnLeavesNothingBehind() => Worker.Run("soak", Deadline, "60");
}
