namespace Psutil.Platforms.Unix.Parsing;

/// <summary>
/// The limits for starting a program: Linux accepts at most three quarters of 8 MiB of arguments and environment together, each string
/// with its pointer (bprm_stack_limits in fs/exec.c). If there is more, the process has pointed the kernel at other memory
/// (<c>PR_SET_MM_MAP</c>, which needs no rights).
/// </summary>
internal static class ExecLimits
{
    /// <summary>The bytes of arguments and environment together.</summary>
    public const int MostBytes = 6 * 1024 * 1024;

    /// <summary>The maximum number of strings: even an empty one has its NUL and its pointer.</summary>
    public const int MostStrings = MostBytes / (1 + sizeof(long));
}
