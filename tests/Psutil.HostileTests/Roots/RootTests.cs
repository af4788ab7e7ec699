using Psutil.HostileTests.Workers;

namespace Psutil.HostileTests.Roots;

public class RootTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(8);

    [Fact]
    public void OnlyDocumentedExceptionsLeaveABrokenRoot() => Worker.Run("roots", Deadline, "15");
}
