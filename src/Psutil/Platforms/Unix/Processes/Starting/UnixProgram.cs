using System.Diagnostics;

namespace Psutil.Platforms.Unix;

/// <summary>
/// A program that the library started and collects itself. It is a zombie at least until it has been found in the process table, so its PID
/// is its own, and its exit code is known.
/// </summary>
internal abstract class UnixProgram : StartedProgram
{
    private readonly TaskCompletionSource<int?> _collected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _collection = new();
    private readonly ProgramStreams _streams;
    private int _isCollectable;

    protected UnixProgram(int pid, ProgramStreams streams)
    {
        Pid = pid;
        _streams = streams;
    }

    public override int Pid { get; }

    public override StreamWriter? StandardInput => _streams.StandardInput;

    public override StreamReader? StandardOutput => _streams.StandardOutput;

    public override StreamReader? StandardError => _streams.StandardError;

    public override bool HasExited => _collected.Task.IsCompleted;

    public override int? ExitCode => _collected.Task.Result;

    public sealed override void AllowCollection()
    {
        if (Interlocked.Exchange(ref _isCollectable, 1) == 0)
        {
            BeginCollection();
        }
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
                SendKill();
            }
        }
    }

    /// <summary>Sees to it that the program is collected when it has ended, whether somebody waits for it or not.</summary>
    protected abstract void BeginCollection();

    /// <summary>Collects the program. False if it has not ended.</summary>
    /// <param name="exitCode">Its exit code; null if the kernel has collected it, because this process ignores SIGCHLD.</param>
    protected abstract bool TryCollectNow(out int? exitCode);

    protected abstract void SendKill();

    /// <summary>Collects the program if it has ended.</summary>
    protected bool TryCollect()
    {
        lock (_collection)
        {
            return HasExited || (TryCollectNow(out int? exitCode) && _collected.TrySetResult(exitCode));
        }
    }

    protected override void Dispose(bool disposing)
    {
        StandardInput?.Dispose();
        StandardOutput?.Dispose();
        StandardError?.Dispose();
        _streams.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Throws if a program cannot be started with options.</summary>
    protected static void Refuse(ProcessStartInfo startInfo)
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

    /// <summary>Starts a program.</summary>
    /// <param name="startInfo">The program.</param>
    /// <param name="mayRun">Whether the caller may run a file, by its path.</param>
    /// <param name="describe">An errno's name and meaning.</param>
    /// <param name="spawn">Starts it: its PID, or the negated errno.</param>
    /// <param name="pid">Its PID.</param>
    /// <exception cref="SystemCallException">It could not be started.</exception>
    protected static ProgramStreams Start(
        ProcessStartInfo startInfo,
        Func<string, bool> mayRun,
        Func<int, string> describe,
        Func<ProgramImage, int> spawn,
        out int pid
    )
    {
        Refuse(startInfo);
        ProgramStreams? streams = null;
        try
        {
            streams = new ProgramStreams(startInfo);
            using ProgramImage image = new(startInfo, mayRun, streams.GetProgramEnds());
            pid = spawn(image);
        }
        catch (IOException exception) when (streams is null)
        {
            pid = -exception.HResult;
        }
        catch
        {
            streams?.Dispose();
            throw;
        }

        if (pid < 0)
        {
            streams?.Dispose();
            throw new SystemCallException(
                new SystemCallError
                {
                    SystemCall = $"start({startInfo.FileName})",
                    ErrorCode = -pid,
                    Description = describe(-pid),
                }
            );
        }

        streams!.CloseProgramEnds();
        return streams;
    }
}
