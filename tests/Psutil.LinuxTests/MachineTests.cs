namespace Psutil.LinuxTests;

public class MachineTests
{
    [Fact]
    public void TheLocalMachineIsAlwaysTheSame() => Assert.Same(Machine.Local, Machine.Local);
}
