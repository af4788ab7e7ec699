using System.Collections.Concurrent;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>Names of users: from the machine's <c>passwd</c> and, on our own machine, from what the C library asks besides (LDAP, systemd).</summary>
internal sealed class LinuxUserNames(LinuxRoots roots)
{
    // A directory server that is away must not hold up a process list: it is waited for once, and then not for a while.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TrustedFor = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<uint, Answer> _answers = new();

    /// <summary>The names in <c>passwd</c> now; none if it cannot be read.</summary>
    public Dictionary<uint, string> ReadPasswd() => roots.Etc.ReadBytes("passwd") is { } bytes ? PasswdParser.Parse(bytes) : [];

    /// <summary>The name of a user that <c>passwd</c> does not have; null if nobody knows one.</summary>
    public string? Ask(uint id)
    {
        if (!roots.IsLocalEtc)
        {
            return null;
        }

        if (_answers.TryGetValue(id, out Answer answer) && TimeProvider.System.GetElapsedTime(answer.Timestamp) < TrustedFor)
        {
            return answer.Name;
        }

        string? name = null;
        Thread thread = new(() => Volatile.Write(ref name, Libc.GetUserName(id))) { IsBackground = true, Name = "psutil user names" };
        thread.Start();
        if (!thread.Join(Deadline))
        {
            PsutilEventSource.Log.SourceSkipped("getpwuid_r", string.Create(CultureInfo.InvariantCulture, $"no answer for user {id} within {Deadline.TotalSeconds} s"));
        }

        string? found = Volatile.Read(ref name);
        _answers[id] = new Answer(found, TimeProvider.System.GetTimestamp());
        return found;
    }

    private readonly record struct Answer(string? Name, long Timestamp);
}
