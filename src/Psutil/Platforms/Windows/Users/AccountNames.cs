using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>
/// Names of accounts. Each is looked up once, and waited for only as long as a caller's budget lasts, because Windows may query a domain
/// controller that does not answer. An account that did not answer in time is not waited for again for a while; the lookup goes on, and
/// its answer is there for later callers.
/// </summary>
/// <param name="lookUp">Looks up the name of a security identifier; null if it has none. May never return.</param>
internal sealed class AccountNames(Func<byte[], string?> lookUp)
{
    private readonly ConcurrentDictionary<string, Answer> _answers = new(StringComparer.Ordinal);
    private DeadlineCalls<Account, Answer>? _lookups;

    /// <summary>How long until a name that could not be read (the network is not up yet) is tried again.</summary>
    public TimeSpan TimeWithoutName { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How many accounts are remembered. Far more than the accounts that run processes; then all are looked up again.</summary>
    public int MostAnswers { get; init; } = 4096;

    // The system looks up few at once. Each that never answers keeps its thread.
    private DeadlineCalls<Account, Answer> Lookups =>
        LazyInitializer.EnsureInitialized(ref _lookups, () =>
            new DeadlineCalls<Account, Answer>(LookUp, "Psutil account", TimeSpan.FromSeconds(5), mostThreads: 8)
        );

    /// <summary>
    /// The name with its domain, such as <c>NT AUTHORITY\SYSTEM</c>; the identifier's text if it has no name. False if the answer did not
    /// arrive in time.
    /// </summary>
    public bool TryGetName(byte[] sid, WaitBudget budget, [NotNullWhen(true)] out string? name)
    {
        string text = SidText.Format(sid) ?? "";
        if (_answers.TryGetValue(text, out Answer answer) && IsValid(answer))
        {
            name = answer.Name;
            return name is not null;
        }

        TimeSpan patience = budget.Left;
        long start = TimeProvider.System.GetTimestamp();
        bool isThere = Lookups.TryCall(new Account(text, sid), patience, out answer);
        budget.Spend(TimeProvider.System.GetElapsedTime(start));
        if (!isThere && patience > TimeSpan.Zero)
        {
            // Unless the answer has just arrived.
            _answers.AddOrUpdate(text, Answer.Without(null), (_, known) => IsValid(known) ? known : Answer.Without(null));
        }

        name = isThere ? answer.Name : null;
        return name is not null;
    }

    private bool IsValid(Answer answer) => answer.FailedAt is not { } time || TimeProvider.System.GetElapsedTime(time) < TimeWithoutName;

    private Answer LookUp(Account account)
    {
        Answer answer = lookUp(account.Sid) is { } name ? new Answer(name, null) : Answer.Without(account.Text);
        if (_answers.Count >= MostAnswers)
        {
            _answers.Clear();
        }

        // Here and not by who waits for it: it may arrive when nobody does any more.
        _answers[account.Text] = answer;
        return answer;
    }

    /// <param name="Name">The name, or the identifier's text; null if there was no answer in time.</param>
    /// <param name="FailedAt">When no name was found; null if one was.</param>
    private readonly record struct Answer(string? Name, long? FailedAt)
    {
        public static Answer Without(string? text) => new(text, TimeProvider.System.GetTimestamp());
    }

    private sealed record Account(string Text, byte[] Sid)
    {
        public bool Equals(Account? other) => other is not null && Text == other.Text;

        public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
    }
}
