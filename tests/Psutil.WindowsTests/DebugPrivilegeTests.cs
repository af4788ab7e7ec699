using Psutil.Platforms.Windows;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.WindowsTests;

/// <summary>SeDebugPrivilege is switched on with the first machine, and not again: who switches it off has it off.</summary>
[Collection(nameof(OwnDebugPrivilege))]
public class DebugPrivilegeTests
{
    [Fact]
    public void ItIsSwitchedOnOnce()
    {
        _ = Machine.Local;
        bool? before = OwnDebugPrivilege.IsOn();
        Assert.SkipWhen(before is null, "AdjustTokenPrivileges: this account does not have the privilege.");
        Assert.True(before);
        Assert.True(OwnDebugPrivilege.SwitchOff());
        try
        {
            Assert.False(OwnDebugPrivilege.IsOn());
            _ = Machine.Open(MachineOptions.Default).Processes.GetPids();
            DebugPrivilege.Enable();
            Assert.False(OwnDebugPrivilege.IsOn());
        }
        finally
        {
            Assert.Equal(default, Advapi32.EnablePrivilege(OwnDebugPrivilege.Name));
        }

        Assert.True(OwnDebugPrivilege.IsOn());
    }

    [Fact]
    public void APrivilegeThatThereIsNotIsAnErrorOfTheCallThatLooksItUp() =>
        Assert.Equal("LookupPrivilegeValueW", Advapi32.EnablePrivilege("SeNoSuchPrivilege").Call);
}
