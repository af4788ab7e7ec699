using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>The names of processes. The kernel truncates them; the first argument has the rest.</summary>
internal sealed class LinuxProcessNames(LinuxProcessSource source)
{
    // The kernel cuts names at TASK_COMM_LEN, 16 bytes with the NUL.
    private const int CutNameLength = 15;

    // What is read of the command line to complete a name: a path has no more.
    private const int LongestProgram = LinuxProcessFiles.LongestPath;

    private readonly StringCache _strings = new();

    /// <summary>A process's name, completed if that is possible now.</summary>
    public string Read(scoped ReadOnlySpan<byte> name, in ProcPidStat stat, ProcessSnapshot snapshot, scoped ref LinuxCaptureScope scope)
    {
        // Without memory, as a zombie and the kernel's own threads, it has no arguments.
        if (name.Length < CutNameLength || stat.Status == ProcessStatus.Zombie || stat.HasNoMemory)
        {
            return _strings.Get(name);
        }

        if (snapshot.Common.CommandLine is { } arguments)
        {
            ReadOnlySpan<char> first = arguments.Count == 0 ? [] : arguments[0];
            byte[] bytes = OSText.GetBytes(first[..Math.Min(first.Length, LongestProgram)].ToString());
            return _strings.Get(ProcessSnapshot.CompleteName(name, ProcPidCmdline.ProgramName(bytes)));
        }

        if (scope.CompletesNamesLater)
        {
            (scope.LongNames ??= []).Add(snapshot);
            return _strings.Get(name);
        }

        if (!TryComplete(snapshot.Pid, name, ref scope, out string complete))
        {
            snapshot.SetCut(ProcessFields.Name);
        }

        return complete;
    }

    /// <summary>Completes a name that the kernel truncated. False if what that needs may not be read; then it stays as it is.</summary>
    public bool TryComplete(int pid, scoped ReadOnlySpan<byte> name, scoped ref LinuxCaptureScope scope, out string complete)
    {
        if (!scope.TryBeginWait(WaitKind.MemoryMap))
        {
            complete = _strings.Get(name);
            return false;
        }

        ReadResult result = source.ReadStart(pid, "cmdline"u8, scope.Buffer.Span[..LongestProgram]);
        scope.EndWait();
        ReadOnlySpan<byte> program = result.Failed ? [] : ProcPidCmdline.ProgramName(scope.Buffer.Span[..result.Value]);
        complete = _strings.Get(ProcessSnapshot.CompleteName(name, program));
        return true;
    }
}
