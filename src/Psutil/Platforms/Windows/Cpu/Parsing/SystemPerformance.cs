using System.Buffers.Binary;

namespace Psutil.Platforms.Windows.Parsing;

/// <summary>
/// Two counters of <c>SYSTEM_PERFORMANCE_INFORMATION</c>, to which later versions of Windows append fields. Both are above zero on every
/// real machine: a zero means that the counter is not reported.
/// </summary>
internal static class SystemPerformance
{
    // Four LARGE_INTEGERs, then ULONGs: these are the 67th and the 70th of them.
    private const int ContextSwitchesOffset = 32 + (66 * 4);
    private const int SystemCallsOffset = 32 + (69 * 4);

    public static long? ContextSwitches(ReadOnlySpan<byte> information) => Counter(information, ContextSwitchesOffset);

    public static long? SystemCalls(ReadOnlySpan<byte> information) => Counter(information, SystemCallsOffset);

    private static long? Counter(ReadOnlySpan<byte> information, int offset) =>
        information.Length >= offset + 4 && BinaryPrimitives.ReadUInt32LittleEndian(information[offset..]) is > 0 and var count
            ? count
            : null;
}
