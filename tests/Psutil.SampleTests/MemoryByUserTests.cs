namespace Psutil.SampleTests;

public class MemoryByUserTests
{
    [Fact]
    public void ItShowsThisProgramAndItsUser()
    {
        OSProcess current = Machine.Local.Processes.Current;
        (int? exitCode, string output) = SampleProgram.Run("MemoryByUser");
        Assert.Equal(0, exitCode);
        Assert.Contains(output.Split('\n'), line =>
            line.TrimEnd().EndsWith($"  {OSText.Escape(current.GetName())}", StringComparison.Ordinal)
            && line.Contains($"  {OSText.Escape(current.GetUserName())} ", StringComparison.Ordinal)
        );
    }
}
