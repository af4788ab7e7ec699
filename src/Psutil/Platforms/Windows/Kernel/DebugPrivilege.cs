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

        CallFailure failure = Advapi32.EnablePrivilege("SeDebugPrivilege");
        if (failure != default && PsutilEventSource.Log.IsListening())
        {
            PsutilEventSource.Log.SourceSkipped("SeDebugPrivilege", Win32Error.ToError(failure.Call, failure.Code).ToString());
        }
    }
}
