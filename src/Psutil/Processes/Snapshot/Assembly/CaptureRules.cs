namespace Psutil;

/// <summary>The fields that an operating system supports, and the meaning of its errors.</summary>
internal abstract class CaptureRules
{
    /// <summary>The fields that this operating system supports. All others are reported as not supported.</summary>
    public abstract ProcessFields Offered { get; }

    /// <summary>The reason that a failure gives for its fields; null if it means that the process does not have the value.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="pid">The PID of the process, which was alive (or a zombie) after its sources had been read.</param>
    /// <param name="isZombie">Whether the process was a zombie.</param>
    /// <param name="isKernel">Whether the process is part of the kernel.</param>
    public Unavailability? Classify(in CaptureFailures.Failure failure, int pid, bool isZombie, bool isKernel)
    {
        if (failure.Reason is { } known)
        {
            return known;
        }

        ErrorMeaning meaning = MeaningOf(failure.Fields, failure.Error);
        bool isAbsent = (meaning & ErrorMeaning.Absent) != 0;
        UnavailableReason? reason =
            isZombie && (meaning & (ErrorMeaning.Absent | ErrorMeaning.AbsentOfZombies)) != 0 ? UnavailableReason.Zombie
            : (meaning & ErrorMeaning.Denied) != 0 ? UnavailableReason.Denied
            : (meaning & ErrorMeaning.Gone) != 0 ? UnavailableReason.Gone
            : isAbsent && failure.Fields is ProcessFields.ExecutablePath or ProcessFields.WorkingDirectory ? null
            : (meaning & ErrorMeaning.NotOffered) != 0 ? UnavailableReason.NotSupported
            : isAbsent && isKernel ? UnavailableReason.Absent
            : UnavailableReason.Failed;
        return reason is { } found ? new Unavailability { Reason = found, Error = Describe(failure, pid) } : null;
    }

    /// <summary>The meaning of an error of a call for the given fields.</summary>
    protected abstract ErrorMeaning MeaningOf(ProcessFields fields, int error);

    /// <summary>The description of the failed call.</summary>
    protected abstract SystemCallError Describe(in CaptureFailures.Failure failure, int pid);
}
