namespace Psutil.Platforms.Unix;

/// <summary>
/// One process of a Unix machine. The checks of arguments, the check that the PID is still this process's, and the meaning of an errno are
/// the same on all of them.
/// </summary>
internal abstract class UnixProcess(Processes processes, ProcessIdentity identity) : OSProcess(processes, identity)
{
    // These errno values are the same on every Unix.
    private const int NotPermitted = 1;
    private const int NoSuchProcess = 3;
    private const int AccessDenied = 13;

    private const int LowestNice = -20;

    /// <summary>The highest nice value.</summary>
    protected virtual int HighestNice => 19;

    /// <summary>The highest number of a signal.</summary>
    protected abstract int LastSignal { get; }

    public sealed override void SetNice(int nice)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nice, LowestNice);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nice, HighestNice);
        EnsureSame();
        ThrowIfFailed("setpriority", SetPriority(nice));
    }

    public sealed override void SetResourceLimit(ResourceKind kind, ResourceLimit limit)
    {
        EnsureLimited(kind);
        if (!limit.IsSoftWithinHard)
        {
            throw new ArgumentException("The soft limit cannot be above the hard limit.", nameof(limit));
        }

        EnsureSame();
        int result = SetLimit(kind, limit, out string call);
        ThrowIfFailed(call, result);
    }

    protected internal sealed override void SendCore(int signalNumber)
    {
        // kill(2) does not accept negative signals, and zero sends none.
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(signalNumber);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(signalNumber, LastSignal);
        FollowExit();
        SendSignal(signalNumber);
    }

    /// <summary>Sends a signal to this process; throws if the process has ended or the signal cannot be sent.</summary>
    protected abstract void SendSignal(int number);

    /// <summary>Sets the nice value. Returns the result or the negated errno.</summary>
    protected abstract int SetPriority(int nice);

    /// <summary>Sets a limit. Returns the result or the negated errno.</summary>
    protected abstract int SetLimit(ResourceKind kind, ResourceLimit limit, out string call);

    /// <summary>Throws if the operating system does not have limits of this kind.</summary>
    protected abstract void EnsureLimited(ResourceKind kind);

    /// <summary>An errno's name and meaning.</summary>
    protected abstract string DescribeError(int error);

    /// <summary>Throws if the PID is no longer this process's, before an action on it.</summary>
    protected virtual void EnsureSame()
    {
        if (!IsRunning())
        {
            throw ToGone();
        }
    }

    /// <summary>Throws if a call about this process failed.</summary>
    /// <param name="call">The call; with its argument in parentheses if that is not the PID alone.</param>
    /// <param name="result">Its result, or the negated errno.</param>
    protected void ThrowIfFailed(string call, int result)
    {
        if (result >= 0)
        {
            return;
        }

        SystemCallError error = new()
        {
            SystemCall = call.EndsWith(')') ? call : string.Create(CultureInfo.InvariantCulture, $"{call}({Pid})"),
            ErrorCode = -result,
            Description = DescribeError(-result),
        };
        throw -result switch
        {
            NoSuchProcess => ToGone(error: error),
            NotPermitted or AccessDenied => new AccessDeniedException(Pid, error: error),
            _ => new SystemCallException(error),
        };
    }
}
