namespace Psutil;

/// <summary>What one operating system offers of a process, and what the errors of its calls mean.</summary>
internal abstract class CaptureRules
{
    /// <summary>The fields that this operating system offers; every other one is named as not supported.</summary>
    public abstract ProcessFields Offered { get; }

    /// <summary>What a failure means for its fields; null if it means that there is nothing to know.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="pid">The process, which was seen alive (or as a zombie) after its sources had been read.</param>
    /// <param name="isZombie">Whether it was a zombie.</param>
    /// <param name="isKernel">Whether it is a part of the kernel.</param>
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
            : (meaning & ErrorMeaning.NotOffered) != 0 || (isAbsent && isKernel) ? UnavailableReason.NotSupported
            : UnavailableReason.Failed;
        return reason is { } found ? new Unavailability { Reason = found, Error = Describe(failure, pid) } : null;
    }

    /// <summary>What an error of a call for some fields means here.</summary>
    protected abstract ErrorMeaning MeaningOf(ProcessFields fields, int error);

    /// <summary>The failed call in words.</summary>
    protected abstract SystemCallError Describe(in CaptureFailures.Failure failure, int pid);
}
