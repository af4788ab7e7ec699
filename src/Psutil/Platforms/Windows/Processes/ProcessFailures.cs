namespace Psutil.Platforms.Windows;

/// <summary>The fields of one process that could not be had.</summary>
internal sealed class ProcessFailures(int pid, ProcessFields requested)
{
    private Dictionary<ProcessFields, Unavailability>? _reasons;

    public bool Any => _reasons is not null;

    public IReadOnlyDictionary<ProcessFields, Unavailability> Reasons => _reasons ?? ProcessSnapshot.NothingUnavailable;

    public void Add(ProcessFields fields, CallFailure failure) => Add(fields, failure.ToUnavailability(pid));

    public void Add(ProcessFields fields, Unavailability reason)
    {
        for (long rest = (long)(fields & requested & ProcessFields.All); rest != 0; rest &= rest - 1)
        {
            (_reasons ??= [])[(ProcessFields)(rest & -rest)] = reason;
        }
    }
}
