using System.Numerics;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Why fields of groups are missing. Most groups miss the same ones, because a controller is off: they share one dictionary.
/// </summary>
internal sealed class CgroupReasons
{
    // More than there are on a machine; the files of a hostile one could fail in many ways.
    private const int MostKept = 256;

    private static readonly CgroupFields[] EachField =
    [
        CgroupFields.Cpu,
        CgroupFields.Memory,
        CgroupFields.IO,
        CgroupFields.Pressure,
        CgroupFields.Tasks,
        CgroupFields.Processes,
    ];

    private readonly Dictionary<Known, IReadOnlyDictionary<CgroupFields, UnavailableReason>> _kept = [];

    /// <summary>The reasons of the missing fields; null if none is missing. A field that has no reason is not supported.</summary>
    public IReadOnlyDictionary<CgroupFields, UnavailableReason>? Get(CgroupFields missing, Known known)
    {
        if (missing == CgroupFields.None)
        {
            return null;
        }

        Known key = default;
        foreach (CgroupFields field in EachField)
        {
            if ((missing & field) != 0)
            {
                key = key.With(
                    field,
                    known.Of(field) is var reason and not UnavailableReason.Unknown ? reason : UnavailableReason.NotSupported
                );
            }
        }

        if (!_kept.TryGetValue(key, out IReadOnlyDictionary<CgroupFields, UnavailableReason>? reasons))
        {
            if (_kept.Count >= MostKept)
            {
                _kept.Clear();
            }

            reasons = EachField
                .Where(field => (missing & field) != 0)
                .ToDictionary(static field => field, field => key.Of(field))
                .AsReadOnly();
            _kept.Add(key, reasons);
        }

        return reasons;
    }

    /// <summary>A reason for each field; <see cref="UnavailableReason.Unknown"/> is none.</summary>
    internal readonly record struct Known
    {
        private const int Bits = 4;
        private const uint Mask = (1 << Bits) - 1;

        private readonly uint _reasons;

        private Known(uint reasons) => _reasons = reasons;

        public UnavailableReason Of(CgroupFields field) => (UnavailableReason)((_reasons >> ShiftOf(field)) & Mask);

        public Known With(CgroupFields field, UnavailableReason reason) =>
            new((_reasons & ~(Mask << ShiftOf(field))) | ((uint)reason << ShiftOf(field)));

        private static int ShiftOf(CgroupFields field) => BitOperations.TrailingZeroCount((int)field) * Bits;
    }
}
