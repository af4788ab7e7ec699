using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>Reads <c>/sys/class/power_supply</c>.</summary>
internal sealed class LinuxPowerSupplies(FileTree sys)
{
    private const string ClassFolder = "class/power_supply";

    public List<PowerSupply> Read()
    {
        List<PowerSupply> supplies = [];
        foreach (string name in sys.List(ClassFolder))
        {
            supplies.Add(Read(name));
        }

        return supplies;
    }

    private PowerSupply Read(string name)
    {
        Attributes attributes = new(sys, $"{ClassFolder}/{name}");
        PowerSupply supply = new(name) { Type = attributes.ReadText("type"), Scope = attributes.ReadText("scope") };

        // Reading an attribute can call slow firmware, so only the needed ones are read.
        if (!supply.IsOfMachine)
        {
            return supply;
        }

        return supply.IsBattery
            ? supply with
            {
                Present = attributes.ReadInt64("present"),
                Status = attributes.ReadText("status"),
                Capacity = attributes.ReadInt64("capacity"),
                EnergyNow = attributes.ReadInt64("energy_now"),
                EnergyFull = attributes.ReadInt64("energy_full"),
                ChargeNow = attributes.ReadInt64("charge_now"),
                ChargeFull = attributes.ReadInt64("charge_full"),
                PowerNow = attributes.ReadInt64("power_now"),
                CurrentNow = attributes.ReadInt64("current_now"),
                VoltageNow = attributes.ReadInt64("voltage_now"),
                TimeToEmptyNow = attributes.ReadInt64("time_to_empty_now"),
            }
            : supply with
            {
                Online = attributes.ReadInt64("online"),
            };
    }

    /// <summary>
    /// The attributes of one supply: a file each, or a line in its uevent file if the driver or a sandbox does not have the files.
    /// </summary>
    private sealed class Attributes(FileTree sys, string folder)
    {
        private byte[]? _uevent;

        public string? ReadText(string name)
        {
            if (sys.ReadText($"{folder}/{name}") is { Length: > 0 } text)
            {
                return text;
            }

            return TryFind(name, out ReadOnlySpan<byte> value) ? OSText.GetString(value) : null;
        }

        public long? ReadInt64(string name)
        {
            if (sys.ReadInt64($"{folder}/{name}") is { } number)
            {
                return number;
            }

            return TryFind(name, out ReadOnlySpan<byte> value) && Ascii.TryParse(value, out long found) ? found : null;
        }

        private bool TryFind(string name, out ReadOnlySpan<byte> value)
        {
            _uevent ??= sys.ReadBytes($"{folder}/uevent") ?? [];
            return SysUevent.TryFind(_uevent, OSText.GetBytes($"POWER_SUPPLY_{name.ToUpperInvariant()}"), out value);
        }
    }
}
