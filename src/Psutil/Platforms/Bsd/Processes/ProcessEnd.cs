namespace Psutil.Platforms.Bsd;

/// <summary>The end of a process, as the kernel reports it.</summary>
/// <param name="Pid">The process.</param>
/// <param name="WaitStatus">Its status as <c>wait(2)</c> returns it; null if the kernel does not report it.</param>
internal readonly record struct ProcessEnd(int Pid, int? WaitStatus)
{
    private const int SignalMask = 0x7F;
    private const int ExitCodeShift = 8;
    private const int ExitCodeMask = 0xFF;

    /// <summary>The exit code, or the negated number of the signal; null if unknown.</summary>
    public int? ExitCode =>
        WaitStatus is not { } status ? null
        : (status & SignalMask) is not 0 and var signal ? -signal
        : (status >> ExitCodeShift) & ExitCodeMask;
}
