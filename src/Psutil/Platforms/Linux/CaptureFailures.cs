using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>The sources of one process that could not be read, kept as they failed until it is known whether the process still lives.</summary>
internal struct CaptureFailures
{
    private List<Failure>? _list;

    public void Add(ProcessFields fields, string? file, ReadResult result) => (_list ??= []).Add(new Failure(fields, file, result, null, null));

    public void AddMalformed(ProcessFields fields, string file, string malformed) => (_list ??= []).Add(new Failure(fields, file, default, malformed, null));

    public void Add(ProcessFields fields, UnavailableReason reason) => (_list ??= []).Add(new Failure(fields, null, default, null, reason));

    /// <summary>The reasons, for a process that was seen alive (or as a zombie) after its sources had been read; null if nothing failed.</summary>
    public readonly Dictionary<ProcessFields, Unavailability>? Classify(FileTree proc, int pid, ProcessFields requested, bool isZombie)
    {
        Dictionary<ProcessFields, Unavailability>? reasons = null;
        foreach (Failure failure in _list ?? [])
        {
            if (Classify(failure, proc, pid, isZombie) is not { } reason)
            {
                continue;
            }

            for (long rest = (long)(failure.Fields & requested); rest != 0; rest &= rest - 1)
            {
                (reasons ??= [])[(ProcessFields)(rest & -rest)] = reason;
            }
        }

        return reasons;
    }

    private static Unavailability? Classify(Failure failure, FileTree proc, int pid, bool isZombie)
    {
        if (failure.Reason is { } known)
        {
            return new Unavailability(known);
        }

        if (failure.Malformed is not null)
        {
            return new Unavailability(UnavailableReason.Malformed, MalformedField: $"{failure.File}: {failure.Malformed}");
        }

        SystemCallError error = Describe(failure, proc, pid);
        switch (failure.Result.Error)
        {
            case Errno.EACCES or Errno.EPERM:
                return new Unavailability(UnavailableReason.Denied, error);
            case Errno.ENOENT or Errno.ESRCH when isZombie:
                return new Unavailability(UnavailableReason.Zombie, error);

            // A kernel thread has no program and says so with ENOENT: there is nothing to know.
            case Errno.ENOENT or Errno.ESRCH when failure.Fields is ProcessFields.ExecutablePath or ProcessFields.WorkingDirectory:
                return null;

            // The process lives and the file does not exist: this kernel does not write it.
            case Errno.ENOENT or Errno.ENOSYS:
                return new Unavailability(UnavailableReason.NotSupported, error);
            default:
                return new Unavailability(UnavailableReason.Failed, error);
        }
    }

    private static SystemCallError Describe(Failure failure, FileTree proc, int pid)
    {
        string of = string.Create(CultureInfo.InvariantCulture, $"{pid}");
        string path = failure.File is null ? of : Path.Join(proc.Path, of, failure.File);
        return new SystemCallError($"{failure.Result.Call}({path})", failure.Result.Error, Errno.Describe(failure.Result.Error));
    }

    private readonly record struct Failure(ProcessFields Fields, string? File, ReadResult Result, string? Malformed, UnavailableReason? Reason);
}
