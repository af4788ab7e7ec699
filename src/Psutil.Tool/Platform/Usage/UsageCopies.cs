using System.Diagnostics;
using System.Runtime.Versioning;
using Psutil.Tool.Readings;

namespace Psutil.Tool.Platform;

/// <summary>The copies of this command that ask file systems which may never answer. They are started when they are needed, and
/// kept.</summary>
[SupportedOSPlatform("linux")]
internal sealed unsafe class UsageCopies
{
    // The library waits for six dead mounts at once in one process.
    private const int MostWaiting = 6;

    private const int MostCopies = 12;

    // If no answer comes in this time, those who are asked are taken for dead, and another copy asks the others.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly List<UsageCopy> _copies = [];

    /// <summary>Asks for the space of file systems, all together.</summary>
    /// <param name="paths">The paths.</param>
    /// <param name="timeout">How long to wait for the answers.</param>
    /// <returns>The answers that came in time, by their paths; null if no copy can be started.</returns>
    public Dictionary<string, UsageAnswer>? Ask(IReadOnlyCollection<string> paths, TimeSpan timeout)
    {
        if (_copies.Count == 0 && !TryAddCopy())
        {
            return null;
        }

        // What has not answered since an earlier time is not asked, nor waited for, again; and a late answer is an old one.
        Receive(TimeSpan.Zero, []);
        HashSet<string> missing = new(paths, StringComparer.Ordinal);
        _copies.ForEach(copy => missing.ExceptWith(copy.Waiting));
        Queue<string> queue = new(missing);
        Dictionary<string, UsageAnswer> answers = new(StringComparer.Ordinal);
        Stopwatch watch = Stopwatch.StartNew();
        bool areAllSilent = false;
        while (missing.Count > 0 && watch.Elapsed < timeout)
        {
            HandOut(queue);
            if (queue.Count > 0 && areAllSilent && _copies.Count < MostCopies)
            {
                // How long a copy takes to start says nothing about the file systems.
                watch.Stop();
                bool isAdded = TryAddCopy();
                watch.Start();
                if (isAdded)
                {
                    areAllSilent = false;
                    continue;
                }
            }

            TimeSpan left = timeout - watch.Elapsed;
            areAllSilent = !Receive(queue.Count > 0 && left > Patience ? Patience : left, answers);
            missing.ExceptWith(answers.Keys);
        }

        return answers;
    }

    private bool TryAddCopy()
    {
        if (UsageCopy.Start() is not { } copy)
        {
            return false;
        }

        _copies.Add(copy);
        return true;
    }

    private void HandOut(Queue<string> queue)
    {
        foreach (UsageCopy copy in _copies)
        {
            while (queue.Count > 0 && copy.Waiting.Count < MostWaiting && !copy.HasEnded)
            {
                copy.Ask(queue.Dequeue());
            }
        }
    }

    /// <summary>Waits for answers; false if none came.</summary>
    private bool Receive(TimeSpan timeout, Dictionary<string, UsageAnswer> answers)
    {
        Libc.PollEntry* entries = stackalloc Libc.PollEntry[MostCopies];
        for (int index = 0; index < _copies.Count; index++)
        {
            entries[index] = new Libc.PollEntry { Descriptor = _copies[index].Descriptor, Events = Libc.PollIn };
        }

        int milliseconds = (int)Math.Ceiling(Math.Max(timeout.TotalMilliseconds, 0));
        bool isAny = false;
        if (Libc.Poll(entries, (nuint)_copies.Count, milliseconds) <= 0)
        {
            return false;
        }

        for (int index = _copies.Count - 1; index >= 0; index--)
        {
            if (entries[index].Received == 0)
            {
                continue;
            }

            UsageCopy copy = _copies[index];
            foreach ((string path, UsageAnswer answer) in copy.Receive())
            {
                isAny = true;
                answers[path] = answer;
            }

            if (copy.HasEnded)
            {
                // Somebody killed it.
                foreach (string path in copy.Waiting)
                {
                    answers[path] = new UsageAnswer(null, Reasons.Failed, "the process that asked the file system was killed");
                }

                copy.Dispose();
                _copies.RemoveAt(index);
            }
        }

        return isAny;
    }
}
