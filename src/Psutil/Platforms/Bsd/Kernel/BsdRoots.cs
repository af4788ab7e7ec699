namespace Psutil.Platforms.Bsd;

/// <summary>These systems are read by system calls, which report only on the running kernel.</summary>
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
