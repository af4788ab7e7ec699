using System.Diagnostics;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>A program on Linux, which is found to have ended by its pidfd, or else by a thread that waits for it.</summary>
internal sealed class LinuxProgram : UnixProgram
{
    private readonly LinuxProcessReader _reader;
    private ChildCgroup? _cgroup;

    private LinuxProgram(int pid, ProgramStreams streams, LinuxProcessReader reader)
        : base(pid, streams) => _reader = reader;

    internal override TreeMemberList? Members => _cgroup;

    /// <summary>Starts a program. With a gate, returns only when the program runs, or the child has ended at the gate.</summary>
    /// <exception cref="SystemCallException">It could not be started.</exception>
    public static LinuxProgram Start(ProcessStartInfo startInfo, StartOptions options, LinuxProcessReader reader, StartGate? gate)
    {
        ProgramStreams streams = Start(
            startInfo,
            file => Libc.IsExecutable([.. OSText.GetBytes(file), 0]),
            Errno.Describe,
            image => Libc.Spawn(image, options.NewSession, options.NewProcessGroup, gate),
            out int pid
        );
        return new LinuxProgram(pid, streams, reader);
    }

    /// <summary>Gives the program the cgroup that it runs in, which it removes when it is disposed.</summary>
    public void Own(ChildCgroup? cgroup) => _cgroup = cgroup;

    protected override void BeginCollection()
    {
        int descriptor = Libc.OpenPidFd(Pid);
        if (descriptor < 0)
        {
            CollectInThread();
            return;
        }

        _ = LinuxExitPoller
            .WaitAsync(new SafeFileHandle(descriptor, ownsHandle: true), Pid, _reader, CancellationToken.None)
            .ContinueWith(
                wait =>
                {
                    if (wait.Exception is null)
                    {
                        TryCollect();
                    }
                    else
                    {
                        CollectInThread();
                    }
                },
                CancellationToken.None,
                TaskContinuationOptions.None,
                TaskScheduler.Default
            );
    }

    // It has ended, so this does not wait.
    protected override bool TryCollectNow(out int? exitCode)
    {
        BeforeCollection?.Invoke();
        exitCode = Libc.AwaitChild(Pid, collect: true, out ChildExit exit) == 0 ? exit.ExitCode : null;
        return true;
    }

    protected override void SendKill() => _ = Libc.SendSignal(Pid, LinuxSignals.Kill);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _cgroup?.Dispose();
    }

    private void CollectInThread() =>
        new Thread(() =>
        {
            _ = Libc.AwaitChild(Pid, collect: false, out _);
            TryCollect();
        })
        {
            IsBackground = true,
            Name = "psutil child",
        }.Start();
}
