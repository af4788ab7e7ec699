using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Psutil.Tool.Readings;

namespace Psutil.Tool.Platform;

/// <summary>
/// A copy of this command that asks file systems how full they are. If one never answers, it is the copy that cannot end, and nobody waits
/// for it: it holds none of our caller's descriptors.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed unsafe class UsageCopy : IDisposable
{
    // One that has not said in this time that it is ready is given up: a start takes a tenth of a second at most.
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private const int StackSize = 256 * 1024;
    private const int BufferSize = 4096;

    private readonly HashSet<string> _waiting = new(StringComparer.Ordinal);
    private readonly int _pid;
    private byte[] _received = [];

    private UsageCopy(int pid, int descriptor)
    {
        _pid = pid;
        Descriptor = descriptor;
    }

    /// <summary>The socket that it is asked through.</summary>
    public int Descriptor { get; }

    /// <summary>The paths that it has not answered yet.</summary>
    public IReadOnlySet<string> Waiting => _waiting;

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Starts one and waits until it is ready; null if that is not possible.</summary>
    public static UsageCopy? Start()
    {
        int* ends = stackalloc int[2];
        if (Libc.CreateSocketPair(Libc.UnixFamily, Libc.StreamSocket | Libc.CloseOnExecute, 0, ends) != 0)
        {
            return null;
        }

        int? pid = OwnCommand.StartDetached(["disks", UsageAnswer.Option], ends[1]);
        _ = Libc.Close(ends[1]);
        if (pid is null)
        {
            _ = Libc.Close(ends[0]);
            return null;
        }

        UsageCopy copy = new(pid.Value, ends[0]);
        Libc.PollEntry entry = new() { Descriptor = copy.Descriptor, Events = Libc.PollIn };
        if (Libc.Poll(&entry, 1, (int)StartLimit.TotalMilliseconds) == 1 && copy.Receive().Count == 1)
        {
            return copy;
        }

        copy.Dispose();
        return null;
    }

    /// <summary>Asks for the space of a file system.</summary>
    public void Ask(string path)
    {
        _waiting.Add(path);
        byte[] question = [.. OSText.GetBytes(path), 0];
        HasEnded |= !TrySend(Descriptor, question);
    }

    /// <summary>The answers that have come. Must only be called when there is something to receive.</summary>
    public List<(string Path, UsageAnswer Answer)> Receive()
    {
        byte[] buffer = new byte[BufferSize];
        nint count = Receive(Descriptor, buffer);
        HasEnded |= count <= 0;
        _received = [.. _received, .. buffer.AsSpan(0, (int)Math.Max(count, 0))];
        ReadOnlySpan<byte> rest = _received;
        List<(string Path, UsageAnswer Answer)> answers = [];
        while (UsageAnswer.TryTake(ref rest, out string path, out UsageAnswer? answer))
        {
            _waiting.Remove(path);
            answers.Add((path, answer));
        }

        _received = rest.ToArray();
        return answers;
    }

    /// <summary>Leaves it behind. It ends by itself, as soon as the kernel lets it.</summary>
    public void Dispose()
    {
        _ = Libc.Close(Descriptor);
        _ = Libc.WaitProcess(_pid, out _, Libc.WaitNot);
    }

    /// <summary>The work of a copy: answers until nobody asks any more.</summary>
    public static void Answer(Disks disks)
    {
        const int Input = 0;

        // No folder of our caller's is in use because of us.
        Environment.CurrentDirectory = "/";
        Lock sending = new();
        Send("", new UsageAnswer(null));
        byte[] buffer = new byte[BufferSize];
        List<byte> question = [];
        nint count;
        while ((count = Receive(Input, buffer)) > 0)
        {
            foreach (byte next in buffer.AsSpan(0, (int)count))
            {
                if (next != 0)
                {
                    question.Add(next);
                    continue;
                }

                string path = OSText.GetString(CollectionsMarshal.AsSpan(question));
                question.Clear();
                new Thread(() => Send(path, UsageAnswer.Read(disks, path, Timeout.InfiniteTimeSpan)), StackSize)
                {
                    IsBackground = true,
                }.Start();
            }
        }

        Libc.ExitAtOnce(0);

        void Send(string path, UsageAnswer answer)
        {
            lock (sending)
            {
                TrySend(Input, answer.Encode(path));
            }
        }
    }

    private static bool TrySend(int descriptor, ReadOnlySpan<byte> message)
    {
        fixed (byte* start = message)
        {
            for (int sent = 0; sent < message.Length; )
            {
                nint count = Libc.Send(descriptor, start + sent, message.Length - sent, Libc.NoPipeSignal);
                if (count < 0 && Marshal.GetLastPInvokeError() != Libc.Interrupted)
                {
                    return false;
                }

                sent += (int)Math.Max(count, 0);
            }
        }

        return true;
    }

    private static nint Receive(int descriptor, Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            nint count;
            do
            {
                count = Libc.Receive(descriptor, start, buffer.Length, 0);
            } while (count < 0 && Marshal.GetLastPInvokeError() == Libc.Interrupted);

            return count;
        }
    }
}
