using Psutil.Platforms.Linux.Interop;

namespace Psutil.Platforms.Linux;

/// <summary>Why BPF cannot be used here.</summary>
/// <param name="Reason">In words, or the call that failed.</param>
/// <param name="Error">The call's errno; 0 if no call failed.</param>
/// <param name="Log">What the kernel's verifier said of the program; null if it was not asked or said nothing.</param>
internal sealed record BpfRefusal(string Reason, int Error = 0, string? Log = null)
{
    public static BpfRefusal FromCall(in ReadResult result) => new(result.Call!, result.Error);

    public override string ToString() =>
        (Error == 0 ? Reason : $"{Reason}: {Errno.Describe(Error)}") + (Log is null ? "" : Environment.NewLine + Log);
}
