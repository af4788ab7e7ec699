using System.Buffers.Binary;

namespace Psutil.Platforms.MacOS.Parsing;

/// <summary>
/// The frequencies of an Apple silicon cluster, from a property <c>voltage-states⟨N⟩-sram</c> of its power manager: pairs of a frequency,
/// in Hz up to the M3 and in kHz since, and a voltage.
/// </summary>
internal static class VoltageTableParser
{
    private const string Prefix = "voltage-states";
    private const string Suffix = "-sram";
    private const int PairSize = 8;

    // No CPU runs at a hundred million kHz, and none below a hundred million Hz.
    private const uint LowestInHertz = 100_000_000;
    private const int LowestPlausible = 500;
    private const int HighestPlausible = 20_000;

    // GPUs have tables of the same name, with a lower maximum than any cluster of CPUs so far.
    private const int LowestPeakOfCpus = 2000;

    public static bool IsTable(string? key) =>
        key is not null
        && key.Length > Prefix.Length + Suffix.Length
        && key.StartsWith(Prefix, StringComparison.Ordinal)
        && key.EndsWith(Suffix, StringComparison.Ordinal)
        && !key.AsSpan(Prefix.Length..^Suffix.Length).ContainsAnyExceptInRange('0', '9');

    /// <summary>The lowest and the highest frequency in MHz; false if the table is not of a cluster of CPUs.</summary>
    public static bool TryParse(ReadOnlySpan<byte> table, out int lowest, out int highest)
    {
        lowest = int.MaxValue;
        highest = 0;
        for (; table.Length >= sizeof(uint); table = table[Math.Min(PairSize, table.Length)..])
        {
            uint raw = BinaryPrimitives.ReadUInt32LittleEndian(table);
            int megahertz = (int)(raw > LowestInHertz ? raw / 1_000_000 : raw / 1000);
            if (megahertz is >= LowestPlausible and <= HighestPlausible)
            {
                lowest = Math.Min(lowest, megahertz);
                highest = Math.Max(highest, megahertz);
            }
        }

        return highest >= LowestPeakOfCpus;
    }
}
