using Psutil.Platforms.Nvidia;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows;

/// <summary>A Windows machine: its facets.</summary>
internal sealed class WindowsMachine : Machine
{
    public WindowsMachine(MachineOptions options)
    {
        RefuseAddressesOf(nint.Size);
        if ((options.ProcPath ?? options.SysPath ?? options.EtcPath ?? options.RunPath ?? options.DevPath ?? options.RootPath) is not null)
        {
            throw new PsutilNotSupportedException(
                "Other roots are not supported on Windows: this system is read by system calls, not from files."
            );
        }

        TimeProvider = options.TimeProvider;
        Cpu = new WindowsCpu(this);
        Memory = new WindowsMemory();
        Disks = new WindowsDisks(this);
        WindowsNetwork network = new(this);
        Network = network;
        Sensors = new WindowsSensors();
        WindowsProcesses processes = new(this, network);
        Processes = processes;
        Gpus = new WindowsGpus(this, processes, Gdi32.OfSystem, Nvml.OfWindows);
    }

    /// <summary>
    /// Refuses a process of 32 bits. Windows would give it addresses and sizes of other processes that do not fit, the structures of this
    /// library are those of 64 bits, and counts of pages times their size wrap around.
    /// </summary>
    /// <exception cref="PsutilNotSupportedException">It is one.</exception>
    public static void RefuseAddressesOf(int bytes)
    {
        if (bytes < sizeof(long))
        {
            throw new PsutilNotSupportedException(
                "A 32-bit process is not supported on Windows: run the program as a 64-bit process (win-x64 or win-arm64)."
            );
        }
    }

    public override TimeProvider TimeProvider { get; }

    public override Cpu Cpu { get; }

    public override Memory Memory { get; }

    public override Disks Disks { get; }

    public override Network Network { get; }

    public override Sensors Sensors { get; }

    public override Processes Processes { get; }

    public override Gpus Gpus { get; }

    public override ServiceManager? Services { get; } = new WindowsServices();

    public override DateTimeOffset GetBootTime() => WindowsBootTime.Read();

    public override IReadOnlyList<UserSession> GetUserSessions() => WindowsUsers.Read();

    public override MachineHardware GetHardware() => WindowsHardware.Read().ToHardware();

    public override MachineVirtualization GetVirtualization() => WindowsHardware.ReadVirtualization();

    public override MachineLimits GetLimits() => WindowsLimits.Read(Cpu.GetLogicalCount());
}
