using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>Why BPF cannot be used here.</summary>
/// <param name="Reason">In words, or the call that failed.</param>
/// <param name="Error">The call's errno; 0 if no call failed.</param>
/// <param name="Log">The kernel verifier's log of the program; null if there is none.</param>
internal sealed record BpfRefusal(string Reason, int Error = 0, string? Log = null)
{
    public static BpfRefusal FromCall(in ReadResult result) => new(result.Call!, result.Error);

    public override string ToString() =>
        (Error == 0 ? Reason : $"{Reason}: {Errno.Describe(Error)}") + (Log is null ? "" : Environment.NewLine + Log);
}
