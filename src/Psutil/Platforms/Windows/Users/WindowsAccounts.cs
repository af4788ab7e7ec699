using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>Names of accounts. Each is read once, with a deadline, because Windows may query a domain controller.</summary>
internal sealed class WindowsAccounts
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // A name that cannot be read now (the network is not up yet) is tried again later.
    private static readonly TimeSpan TimeWithoutName = TimeSpan.FromMinutes(1);

    // Shared by all machines, because an account without an answer concerns all of them.
    private static readonly DeadlineCalls<Account, Answer> Lookups = new(LookUp, "Psutil account", idleTime: TimeSpan.FromSeconds(5));

    private readonly ConcurrentDictionary<string, Answer> _answers = new(StringComparer.Ordinal);

    /// <summary>
    /// The name with its domain, such as <c>NT AUTHORITY\SYSTEM</c>; the identifier's text if it has no name. False if the answer did not
    /// arrive in time.
    /// </summary>
    public bool TryGetName(byte[] sid, [NotNullWhen(true)] out string? name)
    {
        string text = SidText.Format(sid) ?? "";
        if (!_answers.TryGetValue(text, out Answer answer) || !answer.IsValid)
        {
            if (!Lookups.TryCall(new Account(text, sid), Patience, out answer))
            {
                name = null;
                return false;
            }

            _answers[text] = answer;
        }

        name = answer.Name;
        return true;
    }

    private static Answer LookUp(Account account)
    {
        int error = Advapi32.LookupAccount(account.Sid, out string domain, out string name);
        return error != Win32Error.Success
            ? new Answer(account.Text, TimeProvider.System.GetTimestamp())
            : new Answer(domain.Length == 0 ? name : $@"{domain}\{name}", null);
    }

    /// <param name="Name">The name, or the identifier's text.</param>
    /// <param name="FailedAt">When no name was found; null if one was.</param>
    private readonly record struct Answer(string Name, long? FailedAt)
    {
        public bool IsValid => FailedAt is not { } time || TimeProvider.System.GetElapsedTime(time) < TimeWithoutName;
    }

    private sealed record Account(string Text, byte[] Sid)
    {
        public bool Equals(Account? other) => other is not null && Text == other.Text;

        public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
    }
}
