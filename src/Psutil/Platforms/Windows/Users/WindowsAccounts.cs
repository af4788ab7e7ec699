using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows;

/// <summary>The names of accounts on this machine. Shared by all machines: an account without an answer concerns all of them.</summary>
internal static class WindowsAccounts
{
    public static AccountNames Names { get; } = new(LookUp);

    private static string? LookUp(byte[] sid)
    {
        int error = Advapi32.LookupAccount(sid, out string domain, out string name);
        if (error == Win32Error.Success)
        {
            return domain.Length == 0 ? name : $@"{domain}\{name}";
        }

        // An account that was deleted has no name; everything else is worth to be known.
        if (error != Win32Error.NoneMapped && PsutilEventSource.Log.IsListening())
        {
            PsutilEventSource.Log.SourceSkipped("account name", Win32Error.ToError("LookupAccountSidW", error).Description);
        }

        return null;
    }
}
