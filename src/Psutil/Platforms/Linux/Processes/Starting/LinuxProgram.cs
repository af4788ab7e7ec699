using System.Diagnostics;
using System.IO.Pipes;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>
/// A program that the library started and collects itself. It is a zombie at least until it has been found in the process table, so its PID
/// is its own, and its exit code is known.
/// </summary>
internal sealed class LinuxProgram : StartedProgram
{
    private static readonly Encoding PlainUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    private readonly LinuxProcessReader _reader;
    private readonly TaskCompletionSource<int?> _collected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _collection = new();
    private int _isCollectable;
    private ChildCgroup? _cgroup;

    private LinuxProgram(
        int pid,
        LinuxProcessReader reader,
        StreamWriter? standardInput,
        StreamReader? standardOutput,
        StreamReader? standardError
    )
    {
        Pid = pid;
        _reader = reader;
        StandardInput = standardInput;
        StandardOutput = standardOutput;
        StandardError = standardError;
    }

    public override int Pid { get; }

    internal override TreeMemberList? Members => _cgroup;

    public override StreamWriter? StandardInput { get; }

    public override StreamReader? StandardOutput { get; }

    public override StreamReader? StandardError { get; }

    public override bool HasExited => _collected.Task.IsCompleted;

    public override int? ExitCode => _collected.Task.Result;

    /// <summary>Starts a program. With a gate, returns only when the program runs, or the child has ended at the gate.</summary>
    /// <exception cref="SystemCallException">It could not be started.</exception>
    public static LinuxProgram Start(ProcessStartInfo startInfo, StartOptions options, LinuxProcessReader reader, StartGate? gate)
    {
        Refuse(startInfo);
        using Pipe input = new(startInfo.RedirectStandardInput, startInfo);
        using Pipe output = new(startInfo.RedirectStandardOutput, startInfo);
        using Pipe error = new(startInfo.RedirectStandardError, startInfo);
        using NativeStrings arguments = new([startInfo.FileName, .. startInfo.ArgumentList]);
        using NativeStrings environment = new(
            startInfo.Environment.Where(variable => variable.Value is not null).Select(variable => $"{variable.Key}={variable.Value}")
        );
        ReadOnlySpan<byte> directory = startInfo.WorkingDirectory.Length == 0 ? [] : [.. OSText.GetBytes(startInfo.WorkingDirectory), 0];
        int pid = Libc.Spawn(
            [.. OSText.GetBytes(ProgramPath.Find(startInfo.FileName)), 0],
            arguments,
            environment,
            directory,
            [input.Number(input.Reader), output.Number(output.Writer), error.Number(error.Writer)],
            options.NewSession,
            options.NewProcessGroup,
            gate
        );
        if (pid < 0)
        {
            throw ToException(startInfo, -pid);
        }

        return new LinuxProgram(
            pid,
            reader,
            startInfo.RedirectStandardInput
                ? new StreamWriter(input.Open(PipeDirection.Out), startInfo.StandardInputEncoding ?? PlainUtf8) { AutoFlush = true }
                : null,
            startInfo.RedirectStandardOutput
                ? new StreamReader(output.Open(PipeDirection.In), startInfo.StandardOutputEncoding ?? PlainUtf8)
                : null,
            startInfo.RedirectStandardError
                ? new StreamReader(error.Open(PipeDirection.In), startInfo.StandardErrorEncoding ?? PlainUtf8)
                : null
        );
    }

    /// <summary>Gives the program the cgroup that it runs in, which it removes when it is disposed.</summary>
    public void Own(ChildCgroup? cgroup) => _cgroup = cgroup;

    public override void AllowCollection()
    {
        if (Interlocked.Exchange(ref _isCollectable, 1) != 0)
        {
            return;
        }

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
                        Collect();
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

    public override bool WaitForExit(TimeSpan timeout)
    {
        if (timeout == Timeout.InfiniteTimeSpan || timeout.TotalMilliseconds <= int.MaxValue)
        {
            return _collected.Task.Wait(timeout);
        }

        _collected.Task.Wait();
        return true;
    }

    public override Task WaitForExitAsync(CancellationToken cancellationToken) => _collected.Task.WaitAsync(cancellationToken);

    public override void Kill()
    {
        // While it has not been collected, its PID is its own.
        lock (_collection)
        {
            if (!HasExited)
            {
                _ = Libc.SendSignal(Pid, LinuxSignals.Kill);
            }
        }
    }

    // It is collected when it ends, whether somebody waits for it or not.
    protected override void Dispose(bool disposing)
    {
        StandardInput?.Dispose();
        StandardOutput?.Dispose();
        StandardError?.Dispose();
        _cgroup?.Dispose();
        base.Dispose(disposing);
    }

    private void CollectInThread() =>
        new Thread(() =>
        {
            _ = Libc.AwaitChild(Pid, collect: false, out _);
            Collect();
        })
        {
            IsBackground = true,
            Name = "psutil child",
        }.Start();

    // It has ended, so this does not wait.
    private void Collect()
    {
        lock (_collection)
        {
            // ECHILD: this process ignores SIGCHLD, and the kernel has collected the child.
            _collected.TrySetResult(Libc.AwaitChild(Pid, collect: true, out ChildExit exit) == 0 ? exit.ExitCode : null);
        }
    }

    private static void Refuse(ProcessStartInfo startInfo)
    {
        if (startInfo.FileName.Length == 0)
        {
            throw new ArgumentException("The program has no name.", nameof(startInfo));
        }

        if (startInfo.Arguments.Length > 0)
        {
            throw new ArgumentException("With start options, the arguments are given as ArgumentList.", nameof(startInfo));
        }

        if (startInfo.UseShellExecute || startInfo.UserName.Length > 0)
        {
            throw new PsutilNotSupportedException(
                "With start options, neither a user name nor the shell's way of opening files is supported."
            );
        }
    }

    private static SystemCallException ToException(ProcessStartInfo startInfo, int error) =>
        new(
            new SystemCallError
            {
                SystemCall = $"start({startInfo.FileName})",
                ErrorCode = error,
                Description = Errno.Describe(error),
            }
        );

    /// <summary>A pipe between the caller and the program, or none.</summary>
    private sealed class Pipe : IDisposable
    {
        public Pipe(bool isWanted, ProcessStartInfo startInfo)
        {
            if (isWanted && Libc.CreatePipe(out SafeFileHandle reader, out SafeFileHandle writer) is var result)
            {
                (Reader, Writer) = (reader, writer);
                if (result < 0)
                {
                    Dispose();
                    throw ToException(startInfo, -result);
                }
            }
        }

        public SafeFileHandle? Reader { get; private set; }

        public SafeFileHandle? Writer { get; private set; }

        /// <summary>The number of an end, which stays open until the pipe is disposed.</summary>
        public int Number(SafeFileHandle? end) => end is null ? -1 : (int)end.DangerousGetHandle();

        /// <summary>The end of the caller, which becomes the stream's.</summary>
        public AnonymousPipeClientStream Open(PipeDirection direction)
        {
            SafeFileHandle end = direction == PipeDirection.In ? Reader! : Writer!;
            SafePipeHandle handle = new(end.DangerousGetHandle(), ownsHandle: true);
            end.SetHandleAsInvalid();
            return new AnonymousPipeClientStream(direction, handle);
        }

        public void Dispose()
        {
            Reader?.Dispose();
            Writer?.Dispose();
        }
    }
}
