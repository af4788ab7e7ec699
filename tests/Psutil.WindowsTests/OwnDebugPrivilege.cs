using System.Diagnostics;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.WindowsTests;

/// <summary>
/// This program's SeDebugPrivilege, which the library enables. Who uses it runs alone, in the collection of this name: it is the whole
/// program's.
/// </summary>
[CollectionDefinition(nameof(OwnDebugPrivilege), DisableParallelization = true)]
public sealed unsafe class OwnDebugPrivilege : IDisposable
{
    public const string Name = "SeDebugPrivilege";

    private const uint Enabled = 2;
    private readonly bool _wasOn;

    private OwnDebugPrivilege(bool wasOn) => _wasOn = wasOn;

    /// <summary>
    /// Takes it away until this is disposed. After the first machine, which enables it, and never again; so does the runtime with the first
    /// process that it looks for (the static constructor of its <c>ProcessManager</c>).
    /// </summary>
    public static OwnDebugPrivilege TakeAway()
    {
        _ = Machine.Local;
        using Process current = Process.GetProcessById(Environment.ProcessId);
        bool wasOn = IsOn() == true;
        Assert.True(!wasOn || Set(0));
        Assert.NotEqual(true, IsOn());
        return new OwnDebugPrivilege(wasOn);
    }

    /// <summary>Null if the account does not have it: then it cannot be switched on.</summary>
    public static bool? IsOn()
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

    public static bool SwitchOff() => Set(0);

    public void Dispose()
    {
        if (_wasOn)
        {
            Assert.True(Set(Enabled));
        }
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
