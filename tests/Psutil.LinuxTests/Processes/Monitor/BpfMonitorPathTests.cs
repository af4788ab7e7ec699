using Psutil.LinuxTests.Kernel;
using Psutil.Platforms.Linux;

namespace Psutil.LinuxTests;

/// <summary>A monitor that reads the kernel's table from its first refresh.</summary>
public sealed class BpfMonitorPathTests : MonitorPathTests, IDisposable
{
    private readonly Machine _machine = Machine.Open(new MachineOptions { AllowBpf = true, LeastProcessesForBpf = 0 });
    private readonly List<LinuxProcessMonitor> _monitors = [];

    private protected override int LeastKeptDescriptors => 0;

    /// <summary>Also fails a test whose monitor had to read <c>/proc</c>: its first refresh loads the table or has a reason.</summary>
    public void Dispose()
    {
        _monitors.ForEach(monitor => monitor.Dispose());
        _machine.Dispose();
        Assert.All(_monitors, monitor => Assert.Null(monitor.Table!.Refusal));
    }

    private protected override LinuxProcessMonitor CreateMonitor(ProcessFields fields)
    {
        if (_monitors.Count == 0)
        {
            TableUnderTest.Open().Dispose();
        }

        LinuxProcessMonitor monitor = ((LinuxProcesses)_machine.Processes).CreateMonitor(fields, TimeProvider.System, null);
        _monitors.Add(monitor);
        return monitor;
    }
}
