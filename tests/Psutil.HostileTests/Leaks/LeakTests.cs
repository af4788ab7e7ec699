using Psutil.HostileTests.Workers;

namespace Psutil.HostileTests.Leaks;

public class LeakTests
{
    // For a machine with thousands of processes. That a call hangs is known long before.
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(20);

    [Fact]
    public void NoPublicCallLeaksAndNoneIsForgotten() => Worker.Run("leaks", Deadline);

    [Fact]
    public void ALeakOfEachKindIsFound() => Worker.Run("planted-leaks", Deadline);
}
