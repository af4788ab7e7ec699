using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows;

/// <summary>The privilege to read other users' processes, which an administrator has but must enable.</summary>
internal static class DebugPrivilege
{
    private static int _tried;

    /// <summary>Enables it for this program, once. If the account does not have it, fewer values can be read.</summary>
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
