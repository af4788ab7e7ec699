using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class TaskStateLetterTests
{
    [Theory]
    [InlineData(0x0, 0x0, 'R')]
    [InlineData(0x1, 0x0, 'S')]
    [InlineData(0x2, 0x0, 'D')]
    [InlineData(0x4, 0x0, 'T')]
    [InlineData(0x104, 0x0, 'T')] // TASK_STOPPED is also TASK_WAKEKILL
    [InlineData(0x8, 0x0, 't')]
    [InlineData(0x80, 0x10, 'X')] // TASK_DEAD
    [InlineData(0x80, 0x20, 'Z')]
    [InlineData(0x40, 0x0, 'P')]
    [InlineData(0x402, 0x0, 'I')]
    [InlineData(0x2002, 0x0, 'D')] // TASK_FREEZABLE
    [InlineData(0x8000, 0x0, 'D')] // TASK_FROZEN
    [InlineData(0x1000, 0x0, 'D')] // TASK_RTLOCK_WAIT
    [InlineData(0x200, 0x0, 'R')] // TASK_WAKING
    [InlineData(0x800, 0x0, 'R')] // TASK_NEW
    [InlineData(uint.MaxValue, uint.MaxValue, 'D')]
    public void AStateHasTheLetterOfProc(uint state, uint exitState, char letter) =>
        Assert.Equal(letter, (char)TaskStateLetter.Of(state, exitState));

    [Fact]
    public void EveryStateHasALetter()
    {
        for (uint state = 0; state < 0x10000; state++)
        {
            Assert.Contains((char)TaskStateLetter.Of(state, 0), "RSDTtXZPI");
        }
    }
}
