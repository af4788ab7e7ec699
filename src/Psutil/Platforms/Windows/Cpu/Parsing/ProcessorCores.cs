using System.Buffers.Binary;

namespace Psutil.Platforms.Windows.Parsing;

/// <summary>Records of <c>SYSTEM_LOGICAL_PROCESSOR_INFORMATION_EX</c>: a relationship, the record's size, and its data.</summary>
internal static class ProcessorCores
{
    private const int CoreRelationship = 0;

    /// <summary>The number of physical cores; null if none is reported.</summary>
    public static int? Count(ReadOnlySpan<byte> records)
    {
        int count = 0;
        while (records.Length >= 8)
        {
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(records[4..]);
            if (size < 8 || size > records.Length)
            {
                break;
            }

            count += BinaryPrimitives.ReadInt32LittleEndian(records) == CoreRelationship ? 1 : 0;
            records = records[(int)size..];
        }

        return count > 0 ? count : null;
    }
}
