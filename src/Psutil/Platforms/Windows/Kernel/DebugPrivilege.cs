using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows;

/// <summary>The right to look at other users' processes, which an administrator has, but has to switch on.</summary>
internal static class DebugPrivilege
{
    private static int _tried;

    /// <summary>Switches it on for this program, once. Where the account does not have it, less can be seen.</summary>
    public static void Enable()
    {
        if (Interlocked.Exchange(ref _tried, 1) != 0)
        {
            return;
        }

        int error = Advapi32.EnablePrivilege("SeDebugPrivilege");
        if (error != Win32Error.Success && PsutilEventSource.Log.IsListening())
        {
            PsutilEventSource.Log.SourceSkipped("SeDebugPrivilege", Win32Error.ToError("AdjustTokenPrivileges", error).Description);
        }
    }
}
