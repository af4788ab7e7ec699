namespace Psutil.Platforms.Linux.Parsing;

/// <summary>The rights of a thread, from <c>/proc/thread-self/status</c>.</summary>
internal struct ProcThreadRights
{
    // linux/capability.h
    private const ulong ProcessTracing = 1UL << 19;
    private const ulong SystemAdministration = 1UL << 21;
    private const ulong PerformanceMonitoring = 1UL << 38;
    private const ulong Bpf = 1UL << 39;

    // SECCOMP_MODE_DISABLED
    private const long Unfiltered = 0;

    public ulong EffectiveCapabilities;
    public long SeccompMode;

    /// <summary>In how many PID namespaces, from that of <c>/proc</c> inwards, the thread has a number.</summary>
    public int PidNamespaces;

    /// <summary>Parses the whole text; a missing line (an older kernel) grants nothing and forbids nothing.</summary>
    public static ProcThreadRights Parse(ReadOnlySpan<byte> text)
    {
        ProcThreadRights rights = default;
        KeyedLineCursor lines = new(text);
        while (lines.MoveNext())
        {
            if (lines.Key.SequenceEqual("CapEff"u8))
            {
                _ = Ascii.TryParseHex(Ascii.Trim(lines.Value), out rights.EffectiveCapabilities);
            }
            else if (lines.Key.SequenceEqual("Seccomp"u8))
            {
                _ = new FieldCursor(lines.Value).TryNext(out rights.SeccompMode);
            }
            else if (lines.Key.SequenceEqual("NSpid"u8))
            {
                FieldCursor numbers = new(lines.Value);
                while (numbers.TryNext(out ReadOnlySpan<byte> _))
                {
                    rights.PidNamespaces++;
                }
            }
        }

        return rights;
    }

    /// <summary>Why BPF must not be tried, in words; null if it can be.</summary>
    public readonly string? FindRefusal() =>
        // Some seccomp filters kill the process at an unknown call, and there is no way to check beforehand.
        SeccompMode != Unfiltered
            ? "A seccomp filter is in force, which may end a process that calls bpf(2)."
        : !Has(Bpf) || !Has(PerformanceMonitoring) ? "BPF requires root, or the capabilities CAP_BPF and CAP_PERFMON."
        : PidNamespaces != 1 ? "/proc shows another PID namespace than this process is in."
        : null;

    /// <summary>Whether it may inspect the processes of all users.</summary>
    public readonly bool CanInspectAll => (EffectiveCapabilities & ProcessTracing) != 0;

    private readonly bool Has(ulong capability) => (EffectiveCapabilities & (capability | SystemAdministration)) != 0;
}
