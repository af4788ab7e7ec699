namespace Psutil.Platforms.Unix.Parsing;

/// <summary>
/// What a program can be started with: Linux takes at most three quarters of 8 MiB of arguments and environment together, each string with
/// its pointer (bprm_stack_limits in fs/exec.c). More was never passed: the process has pointed the kernel at other memory
/// (<c>PR_SET_MM_MAP</c>, which needs no rights).
/// </summary>
internal static class ExecLimits
{
    /// <summary>The bytes of arguments and environment together.</summary>
    public const int MostBytes = 6 * 1024 * 1024;

    /// <summary>How many strings there can be: even an empty one has its NUL and its pointer.</summary>
    public const int MostStrings = MostBytes / (1 + sizeof(long));
}
