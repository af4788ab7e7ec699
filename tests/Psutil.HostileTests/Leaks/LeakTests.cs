using Psutil.HostileTests.Workers;

namespace Psutil.HostileTests.Leaks;

public class LeakTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(9);

    [Fact]
    public void NoPublicCallLeaksAndNoneIsForgotten() => Worker.Run("leaks", Deadline);

    [Fact]
    public void ALeakOfEachKindIsFound() => Worker.Run("planted-leaks", Deadline);
}
