using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>
/// The zones of <c>/sys/class/powercap</c> (Documentation/power/powercap/powercap.rst). All are in one directory; a zone within another has
/// that one's name before its own: <c>intel-rapl:0:1</c>.
/// </summary>
internal sealed class LinuxEnergy(Machine machine, FileTree sys) : Energy(machine)
{
    private const string ClassFolder = "class/powercap";
    private const int MostZones = 1024;
    private const int LongestNumber = 64;

    public override IReadOnlyList<EnergyZone> GetZones()
    {
        List<EnergyZone> zones = [];
        foreach (string id in sys.List(ClassFolder))
        {
            // What has no colon is a kind of control (intel-rapl), not a zone.
            if (zones.Count < MostZones && id.Contains(':', StringComparison.Ordinal) && Read(id) is { } zone)
            {
                zones.Add(zone);
            }
        }

        return zones;
    }

    /// <summary>Null for a zone without a counter: some limit power alone.</summary>
    private EnergyZone? Read(string id)
    {
        string folder = $"{ClassFolder}/{id}";
        ReadResult result = sys.TryReadBytes($"{folder}/energy_uj", LongestNumber, out byte[]? text);
        if (result.Failed && Errno.IsExhausted(result.Error))
        {
            throw sys.ToException(result, $"{folder}/energy_uj");
        }

        if (result.Failed && result.Error is Errno.ENOENT or Errno.ENOTDIR)
        {
            return null;
        }

        long? energy = text is not null && Ascii.TryParse(Ascii.Trim(text), out long known) && known >= 0 ? known : null;
        string? name = sys.ReadText($"{folder}/name") is { Length: > 0 } written ? written : null;
        int colon = id.LastIndexOf(':');
        return new EnergyZone
        {
            Id = id,
            Name = name,
            Kind = KindOf(name),
            ParentId = id.IndexOf(':', StringComparison.Ordinal) == colon ? null : id[..colon],
            EnergyMicrojoules = energy,
            MaximumMicrojoules = sys.ReadInt64($"{folder}/max_energy_range_uj") is >= 0 and { } most ? most : null,
            Unavailable =
                energy is not null ? null
                : !result.Failed || result.IsMalformed ? UnavailableReason.Malformed
                : result.Error is Errno.EACCES or Errno.EPERM ? UnavailableReason.Denied
                : UnavailableReason.Failed,
        };
    }

    private static EnergyZoneKind KindOf(string? name) =>
        name switch
        {
            "core" => EnergyZoneKind.Core,
            "uncore" => EnergyZoneKind.Uncore,
            "dram" => EnergyZoneKind.Memory,
            "psys" => EnergyZoneKind.Platform,
            _ when name?.StartsWith("package-", StringComparison.Ordinal) == true => EnergyZoneKind.Package,
            _ => EnergyZoneKind.Unknown,
        };
}
