using Psutil.LinuxTests.Control;

namespace Psutil.LinuxTests;

/// <summary>A machine that was opened gives its descriptors back.</summary>
public class MachineDisposalTests
{
    private static readonly MachineOptions OtherRoots = new() { ProcPath = "/proc/.", SysPath = "/sys/." };

    [Fact]
    public void TenThousandMachinesLeaveNoDescriptorBehind()
    {
        int before = OwnDescriptors.Count();
        for (int round = 0; round < 10_000; round++)
        {
            using Machine machine = Machine.Open(OtherRoots);
            Assert.NotEqual(0, machine.Memory.GetVirtual().Total);
        }

        // Other tests run beside this one: what counts is that it is not thousands.
        Child.Until(() => OwnDescriptors.Count() - before < 500, "the descriptors to be closed");
    }

    [Fact]
    public void ADisposedMachineRefusesItsCalls()
    {
        Machine used = Machine.Open(OtherRoots);
        Assert.True(used.Processes.Exists(Environment.ProcessId));
        Machine unused = Machine.Open(OtherRoots);
        foreach (Machine machine in (Machine[])[used, unused])
        {
            machine.Dispose();
            machine.Dispose();
            Assert.Throws<ObjectDisposedException>(() => machine.Memory.GetVirtual());
            Assert.Throws<ObjectDisposedException>(() => machine.Cpu.GetTimes());
            Assert.Throws<ObjectDisposedException>(machine.Processes.GetPids);
            Assert.Throws<ObjectDisposedException>(() => machine.Processes.Capture(ProcessFields.Name));
            Assert.Throws<ObjectDisposedException>(() => machine.Network.GetIOCounters());
            Assert.Throws<ObjectDisposedException>(() => machine.GetBootTime());
        }
    }

    [Fact]
    public void TheSharedMachineStaysOpen()
    {
        Machine.Local.Dispose();
        Assert.NotEqual(0, Machine.Local.Memory.GetVirtual().Total);
    }
}
