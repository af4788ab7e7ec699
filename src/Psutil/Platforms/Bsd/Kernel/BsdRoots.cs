namespace Psutil.Platforms.Bsd;

/// <summary>These systems tell about themselves by system calls, which answer for the running kernel alone.</summary>
internal static class BsdRoots
{
    public static void ThrowIfAny(MachineOptions options)
    {
        if ((options.ProcPath ?? options.SysPath ?? options.EtcPath ?? options.RunPath ?? options.DevPath ?? options.RootPath) is not null)
        {
            throw new PsutilNotSupportedException(
                "Other roots are supported on Linux only: this system is read by system calls, not from files."
            );
        }
    }
}
