namespace Psutil.LinuxTests;

/// <summary>The local machine, whose processes are read from <c>/proc</c> whatever their number.</summary>
internal static class PlainMachine
{
    public static Machine Local { get; } = Machine.Open(new MachineOptions { AllowBpf = false });
}
