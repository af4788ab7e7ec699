using Psutil.Platforms.Bsd.Interop;

namespace Psutil.Platforms.Bsd;

/// <summary>The load averages: <c>vm.loadavg</c>.</summary>
internal static unsafe class BsdLoadAverage
{
    private static readonly SysctlNode Node = new("vm.loadavg", SysctlNumbers.CTL_VM, SysctlNumbers.VM_LOADAVG);

    public static LoadAverage Read()
    {
        LoadAverages averages = Node.Get<LoadAverages>();
        double scale = averages.fscale;
        return scale > 0
            ? new LoadAverage(averages.ldavg[0] / scale, averages.ldavg[1] / scale, averages.ldavg[2] / scale)
            : throw new MalformedDataException("sysctl(vm.loadavg)", nameof(LoadAverages.fscale));
    }
}
