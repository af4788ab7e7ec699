using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.LinuxTests.Control;

/// <summary>
/// PIDs really pass on to other processes while signals fly to the old ones: no other process is ever hit, no end is missed.
/// </summary>
[Collection(Alone.Name)]
public class PidReuseTests
{
    private const int Senders = 2;

    private static Processes Processes => Machine.Local.Processes;

    [Fact]
    public void InTenThousandRoundsWithinATickNoOtherProcessIsHit()
    {
        Assert.SkipUnless(
            TellsProcessesApart(),
            "Before Linux 6.9 (pidfs) nothing tells apart two processes that have the same PID and started in the same 10 ms."
        );
        Assert.True(
            Run(count: 10, rounds: 1000, afterTheTick: false, Processes.Get) > 0,
            "No two processes had the same PID and start time."
        );
    }

    [Fact]
    public void AcrossTicksTheStartTimeAloneTellsThemApart() =>
        Assert.Equal(0, Run(count: 100, rounds: 20, afterTheTick: true, pid => Processes.FromIdentity(Processes.Get(pid).Identity)));

    /// <summary>How many times a process had the same identity as the one that had its PID before.</summary>
    private static int Run(int count, int rounds, bool afterTheTick, Func<int, OSProcess> open)
    {
        using PidReuser reuser = new(count);
        using Flight flight = new();
        int twins = 0;
        for (int round = 0; round < rounds; round++)
        {
            OSProcess[] former = [.. reuser.Pids.Select(open)];
            Task<int?>[] waits = [.. former.Select(process => process.WaitAsync(TestContext.Current.CancellationToken))];
            flight.Begin(former);
            reuser.PassOn(afterTheTick);
            flight.End();
            Assert.Equal(0, reuser.CountHits());
            twins += former.Count(process => process == Processes.Get(process.Pid));
            Assert.All(former, process => Assert.False(process.IsRunning()));
            Assert.True(Task.WaitAll(waits, Child.Patience), "An end was missed.");
            if (Environment.OSVersion.Version >= new Version(6, 15))
            {
                Assert.All(waits, wait => Assert.Equal(-9, wait.Result));
            }
        }

        // The signals did fly, and a hit would have been seen.
        Assert.True(flight.Sent > rounds, $"Only {flight.Sent} signals were sent.");
        Assert.True(flight.Refused > rounds, $"Only {flight.Refused} signals were refused.");
        Assert.All(reuser.Pids, pid => Processes.Get(pid).Send(Signal.User1));
        Assert.Equal(count, reuser.CountHits());
        return twins;
    }

    private static bool TellsProcessesApart()
    {
        using Child child = new();
        return InodeOf(Environment.ProcessId) != InodeOf(child.Pid);

        static long InodeOf(int pid)
        {
            int descriptor = Libc.OpenPidFd(pid);
            Assert.True(descriptor >= 0);
            using SafeFileHandle handle = new(descriptor, ownsHandle: true);
            Assert.Equal(0, Libc.GetInode(handle, out long number));
            return number;
        }
    }

    /// <summary>Threads that send signals to some processes without a pause, from <see cref="Begin"/> to <see cref="End"/>.</summary>
    private sealed class Flight : IDisposable
    {
        private readonly Barrier _barrier = new(Senders + 1);
        private readonly Thread[] _threads;
        private volatile OSProcess[] _targets = [];
        private volatile bool _isLanding;
        private volatile bool _isOver;
        private volatile Exception? _failure;
        private long _sent;
        private long _refused;

        public Flight()
        {
            _threads = [.. Enumerable.Range(0, Senders).Select(_ => new Thread(Run))];
            Array.ForEach(_threads, thread => thread.Start());
        }

        public long Sent => Interlocked.Read(ref _sent);

        public long Refused => Interlocked.Read(ref _refused);

        public void Begin(OSProcess[] targets)
        {
            _targets = targets;
            _isLanding = false;
            Meet();
        }

        /// <summary>Every signal on its way has arrived, and another was sent to each target, when this returns.</summary>
        public void End()
        {
            _isLanding = true;
            Meet();
            Assert.Null(_failure);
        }

        public void Dispose()
        {
            // From wherever a failed test left it.
            _isOver = true;
            _isLanding = true;
            _barrier.RemoveParticipant();
            Array.ForEach(_threads, thread => thread.Join());
            _barrier.Dispose();
        }

        private void Meet() => Assert.True(_barrier.SignalAndWait(Child.Patience), "The senders did not come.");

        private void Run()
        {
            while (true)
            {
                _barrier.SignalAndWait();
                if (_isOver)
                {
                    Leave();
                    return;
                }

                bool last;
                do
                {
                    last = _isLanding;
                    Send();
                } while (!last);
                _barrier.SignalAndWait();
                if (_isOver)
                {
                    Leave();
                    return;
                }
            }
        }

        // Another sender may have seen that it is over a round later, and waits for all that belong to it.
        private void Leave() => _barrier.RemoveParticipant();

        private void Send()
        {
            foreach (OSProcess target in _targets)
            {
                try
                {
                    target.Send(Signal.User1);
                    Interlocked.Increment(ref _sent);
                }
                catch (NoSuchProcessException)
                {
                    Interlocked.Increment(ref _refused);
                }
                catch (Exception exception)
                {
                    _failure = exception;
                }
            }
        }
    }
}
