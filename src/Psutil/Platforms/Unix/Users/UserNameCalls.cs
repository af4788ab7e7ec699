using System.Collections.Concurrent;

namespace Psutil.Platforms.Unix;

/// <summary>
/// Reads names of users from the C library's user database with a deadline, because the library may query a directory server.
/// </summary>
/// <param name="call">The C library's call: a user's name, or null if there is none.</param>
internal sealed class UserNameCalls(Func<uint, string?> call)
{
    // A directory server that does not answer must not delay every process list: after one timeout it is not queried for a while.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TrustedFor = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<uint, Answer> _answers = new();

    /// <summary>The name of a user; null if unknown.</summary>
    public string? Ask(uint id)
    {
        if (_answers.TryGetValue(id, out Answer answer) && TimeProvider.System.GetElapsedTime(answer.Timestamp) < TrustedFor)
        {
            return answer.Name;
        }

        string? name = null;
        Thread thread = new(() => Volatile.Write(ref name, call(id))) { IsBackground = true, Name = "psutil user names" };
        thread.Start();
        if (!thread.Join(Deadline))
        {
            PsutilEventSource.Log.SourceSkipped(
                "getpwuid_r",
                string.Create(CultureInfo.InvariantCulture, $"no answer for user {id} within {Deadline.TotalSeconds} s")
            );
        }

        string? found = Volatile.Read(ref name);
        _answers[id] = new Answer(found, TimeProvider.System.GetTimestamp());
        return found;
    }

    private readonly record struct Answer(string? Name, long Timestamp);
}
