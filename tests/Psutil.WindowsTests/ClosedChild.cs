using System.Diagnostics;

namespace Psutil.WindowsTests;

/// <summary>
/// A child that nobody is allowed to open, or only for some rights: what a protected process is to us. Who makes one runs alone,
/// because it takes a privilege away from the whole program.
/// </summary>
internal sealed unsafe class ClosedChild : IDisposable
{
    private const uint DiscretionaryList = 4;

    // The library has enabled the privilege, with which nothing is refused.
    private readonly OwnDebugPrivilege _privilege = OwnDebugPrivilege.TakeAway();
    private readonly TestChild _child;

    /// <param name="rights">What everybody may do with it: access rights, 0 for nothing at all.</param>
    public ClosedChild(uint rights)
    {
        _child = TestChild.Start("wait", "x y");
        Process = Machine.Local.Processes.FromIdentity(_child.Process.Identity);

        // The runtime's own handle was opened before, with all rights: it may change who else may.
        using Process runtime = System.Diagnostics.Process.GetProcessById(Process.Pid);
        void* descriptor;
        string list = rights == 0 ? "D:P" : string.Create(CultureInfo.InvariantCulture, $"D:P(A;;0x{rights:x};;;WD)");
        Assert.NotEqual(0, Win32.ConvertStringSecurityDescriptorToSecurityDescriptorW(list, 1, &descriptor, null));
        bool isSet = Win32.SetKernelObjectSecurity(runtime.Handle, DiscretionaryList, descriptor) != 0;
        _ = Win32.LocalFree(descriptor);
        Assert.True(
            isSet,
            string.Create(
                CultureInfo.InvariantCulture,
                $"SetKernelObjectSecurity: error {System.Runtime.InteropServices.Marshal.GetLastPInvokeError()}"
            )
        );

        // Wine refuses even who has the privilege, Windows does not: so without this nothing would show that it was taken away.
        Assert.NotEqual(true, OwnDebugPrivilege.IsOn());
        Assert.Equal(0, Win32.OpenProcess(Win32.ProcessAllAccess, 0, Process.Pid));
    }

    /// <summary>A handle that has nothing but the PID and the start.</summary>
    public OSProcess Process { get; }

    /// <summary>Has it end by itself.</summary>
    public void End() => _child.End();

    public void Dispose()
    {
        _child.Dispose();
        _privilege.Dispose();
    }
}
