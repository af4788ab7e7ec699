using Psutil.Platforms.Windows;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.WindowsTests;

/// <summary>
/// SeDebugPrivilege is switched on with the first machine, and not again: who switches it off has it off. Runs alone, because it is the
/// whole program's.
/// </summary>
[CollectionDefinition(nameof(DebugPrivilegeTests), DisableParallelization = true)]
[Collection(nameof(DebugPrivilegeTests))]
public unsafe class DebugPrivilegeTests
{
    private const string Name = "SeDebugPrivilege";
    private const uint Enabled = 2;

    [Fact]
    public void ItIsSwitchedOnOnce()
    {
        _ = Machine.Local;
        bool? before = IsOn();
        Assert.SkipWhen(before is null, "AdjustTokenPrivileges: this account does not have the privilege.");
        Assert.True(before);
        Assert.True(Set(0));
        try
        {
            Assert.False(IsOn());
            _ = Machine.Open(MachineOptions.Default).Processes.GetPids();
            DebugPrivilege.Enable();
            Assert.False(IsOn());
        }
        finally
        {
            Assert.Equal(default, Advapi32.EnablePrivilege(Name));
        }

        Assert.True(IsOn());
    }

    [Fact]
    public void APrivilegeThatThereIsNotIsAnErrorAndNoException() =>
        Assert.Equal("LookupPrivilegeValueW", Advapi32.EnablePrivilege("SeNoSuchPrivilege").Call);

    /// <summary>Null if the account does not have it: then it cannot be switched on.</summary>
    private static bool? IsOn()
    {
        using Win32.Token token = Win32.OpenOwnToken();
        Win32.PrivilegeSet set = new()
        {
            Count = 1,
            Control = 1,
            Luid = Win32.PrivilegeNumber(Name),
        };
        int isOn = 0;
        Assert.NotEqual(0, Win32.PrivilegeCheck(token.Handle, &set, &isOn));
        return isOn != 0 ? true
            : Set(Enabled) && Set(0) ? false
            : null;
    }

    private static bool Set(uint attributes)
    {
        using Win32.Token token = Win32.OpenOwnToken();
        Advapi32.TokenPrivilege request = new()
        {
            Count = 1,
            Luid = Win32.PrivilegeNumber(Name),
            Attributes = attributes,
        };
        _ = Win32.AdjustTokenPrivileges(token.Handle, 0, &request, 0, null, null);
        return System.Runtime.InteropServices.Marshal.GetLastPInvokeError() == Win32Error.Success;
    }
}
