using System.Diagnostics;
using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.Bsd;

/// <summary>
/// A program in a session or a process group of its own. Its end is reported by kqueue, and its exit code by <c>waitpid</c>.
/// </summary>
internal sealed class BsdProgram : UnixProgram
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan LongestTrust = TimeSpan.FromSeconds(2);

    private readonly ExitEvents _exits;

    private BsdProgram(int pid, ProgramStreams streams, ExitEvents exits)
        : base(pid, streams) => _exits = exits;

    /// <summary>Starts a program.</summary>
    /// <exception cref="SystemCallException">It could not be started.</exception>
    /// <exception cref="PsutilNotSupportedException">This system cannot start it in another working directory.</exception>
    public static BsdProgram Start(ProcessStartInfo startInfo, StartOptions options, BsdProcessSource source)
    {
        if (startInfo.WorkingDirectory.Length > 0 && !source.Spawn.HasDirectory)
        {
            throw PsutilNotSupportedException.Here("A working directory for a child in a process group of its own");
        }

        ProgramStreams streams = Start(
            startInfo,
            file => Libc.IsExecutable([.. OSText.GetBytes(file), 0]),
            Errno.Describe,
            image => Libc.Spawn(image, source.Spawn, options.NewSession),
            out int pid
        );
        return new BsdProgram(pid, streams, source.Exits);
    }

    protected override void BeginCollection() => _ = CollectAsync();

    protected override bool TryCollectNow(out int? exitCode)
    {
        int result = Libc.CollectChild(Pid, out int status);
        exitCode = result > 0 ? new ProcessEnd(Pid, status).ExitCode : null;
        return result != 0;
    }

    protected override void SendKill() => _ = Libc.SendSignal(Pid, BsdSignals.Kill);

    // The event comes a moment before the child can be collected. Should it not come at all, the child is collected nevertheless.
    private async Task CollectAsync()
    {
        Task exit = AwaitEventAsync();
        TimeSpan pause = FirstPause;
        while (!TryCollect())
        {
            if (exit.IsCompleted)
            {
                await Task.Delay(pause).ConfigureAwait(false);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
            else
            {
                await Task.WhenAny(exit, Task.Delay(LongestTrust)).ConfigureAwait(false);
            }
        }
    }

    private async Task AwaitEventAsync()
    {
        try
        {
            // Until it is collected, the PID is its own.
            await (_exits.WaitAsync(Pid, static () => true, CancellationToken.None) ?? Task.CompletedTask).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is PsutilException or OutOfMemoryException)
        {
            // Without descriptors or threads for the events, the child is looked at again and again.
        }
    }
}
