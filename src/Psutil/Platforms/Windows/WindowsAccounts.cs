using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>Names of accounts. Asked for once each, under a deadline: a domain controller may have to be asked.</summary>
internal sealed class WindowsAccounts
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // One for all machines: an account that nobody answers for is that for all of them.
    private static readonly DeadlineCalls<Account, string> Lookups = new(LookUp, "Psutil account", idleTime: TimeSpan.FromSeconds(5));

    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>The name with its domain, such as <c>NT AUTHORITY\SYSTEM</c>; the identifier's text where there is no name for it. False if the answer did not come in time.</summary>
    public bool TryGetName(byte[] sid, [NotNullWhen(true)] out string? name)
    {
        string text = SidText.Format(sid) ?? "";
        if (_names.TryGetValue(text, out name))
        {
            return true;
        }

        if (!Lookups.TryCall(new Account(text, sid), Patience, out name))
        {
            return false;
        }

        _names[text] = name;
        return true;
    }

    private static string LookUp(Account account)
    {
        int error = Advapi32.LookupAccount(account.Sid, out string domain, out string name);
        return error != Win32Error.Success ? account.Text : domain.Length == 0 ? name : $@"{domain}\{name}";
    }

    private sealed record Account(string Text, byte[] Sid)
    {
        public bool Equals(Account? other) => other is not null && Text == other.Text;

        public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
    }
}
