using System.Runtime.InteropServices;

namespace Psutil.Platforms.Windows.Interop;

/// <summary>The power functions of Windows.</summary>
internal static unsafe partial class Powrprof
{
    private const int ProcessorInformation = 11;

    /// <summary>Each CPU's frequency: an NTSTATUS.</summary>
    public static int GetProcessors(Span<ProcessorPowerInformation> processors)
    {
        fixed (ProcessorPowerInformation* first = processors)
        {
            return CallNtPowerInformation(
                ProcessorInformation,
                null,
                0,
                first,
                (uint)(processors.Length * sizeof(ProcessorPowerInformation))
            );
        }
    }

    [LibraryImport("powrprof.dll")]
    private static partial int CallNtPowerInformation(int level, void* input, uint inputLength, void* output, uint outputLength);
}

/// <summary><c>PROCESSOR_POWER_INFORMATION</c>: one CPU's frequency.</summary>
internal struct ProcessorPowerInformation
{
    public uint Number;
    public uint MaxMhz;
    public uint CurrentMhz;
    public uint MhzLimit;
    public uint MaxIdleState;
    public uint CurrentIdleState;
}
