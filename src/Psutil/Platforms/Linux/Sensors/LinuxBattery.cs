namespace Psutil.Platforms.Linux;

/// <summary>One reading of all the machine's power supplies.</summary>
internal static class LinuxBattery
{
    // Smart batteries report 65,535 minutes if the time is unknown.
    private const long UnknownSeconds = 65_535 * 60;
    private const double Micro = 1e6;

    /// <summary>All batteries combined; null if there is none, or if none reports its charge.</summary>
    public static BatteryReading? Combine(IReadOnlyList<PowerSupply> supplies)
    {
        List<Battery> batteries = [];
        foreach (PowerSupply supply in supplies)
        {
            if (supply.IsBattery && supply.IsOfMachine && supply.Present != 0 && ToBattery(supply) is { } battery)
            {
                batteries.Add(battery);
            }
        }

        // A battery with a capacity of 0 (the empty slot of some ThinkPads) does not count.
        if (batteries.Exists(battery => battery.Full > 0))
        {
            batteries.RemoveAll(battery => battery.Full <= 0);
        }

        if (batteries.Count == 0)
        {
            return null;
        }

        BatteryStatus? status = CombineStatus(batteries);
        bool? isPluggedIn = IsPluggedIn(supplies) ?? IsPluggedIn(status);
        TimeSpan? timeLeft = isPluggedIn == false && status != BatteryStatus.Charging ? GetTimeLeft(batteries) : null;
        return new BatteryReading
        {
            Percent = CombinePercent(batteries),
            TimeLeft = timeLeft,
            PowerWatts = SumPower(batteries),
            IsPluggedIn = isPluggedIn,
            Status = status,
        };
    }

    private static Battery? ToBattery(PowerSupply supply)
    {
        // Firmware reports energy or charge, rarely both, and sometimes leaves out one of the two numbers.
        bool isEnergy =
            supply is { EnergyNow: not null, EnergyFull: > 0 }
            || supply is not { ChargeNow: not null, ChargeFull: > 0 } && supply.EnergyNow is not null;
        long? now = isEnergy ? supply.EnergyNow : supply.ChargeNow;
        long? full = isEnergy ? supply.EnergyFull : supply.ChargeFull;
        double? percent = now is not null && full > 0 ? 100.0 * now.Value / full.Value : supply.Capacity;
        return percent is null
            ? null
            : new Battery(
                Math.Clamp(percent.Value, 0, 100),
                now,
                full,
                isEnergy,
                GetRate(supply, isEnergy),
                supply.TimeToEmptyNow,
                ToStatus(supply.Status),
                GetWatts(supply)
            );
    }

    /// <summary>The rate of discharge, in the unit of the charge per hour. Some drivers report it as a negative number.</summary>
    private static double? GetRate(PowerSupply supply, bool isEnergy)
    {
        double? voltage = supply.VoltageNow > 0 ? supply.VoltageNow / Micro : null;
        double? rate = isEnergy ? supply.PowerNow ?? supply.CurrentNow * voltage : supply.CurrentNow ?? supply.PowerNow / voltage;
        return rate is null ? null : Math.Abs(rate.Value);
    }

    // Some drivers report it as a negative number.
    private static double? GetWatts(PowerSupply supply)
    {
        double? watts = supply.PowerNow / Micro ?? (supply.VoltageNow > 0 ? supply.CurrentNow / Micro * supply.VoltageNow / Micro : null);
        return watts is { } known ? Math.Abs(known) : null;
    }

    /// <summary>Null if the power of any battery is unknown.</summary>
    private static double? SumPower(List<Battery> batteries)
    {
        double? sum = 0;
        foreach (Battery battery in batteries)
        {
            sum += battery.Watts;
        }

        return sum;
    }

    private static double CombinePercent(List<Battery> batteries)
    {
        // Batteries are weighted by capacity, if the units are the same.
        bool canWeigh = batteries.TrueForAll(battery => battery.Full > 0 && battery.IsEnergy == batteries[0].IsEnergy);
        double weights = 0;
        double sum = 0;
        foreach (Battery battery in batteries)
        {
            double weight = canWeigh ? battery.Full!.Value : 1;
            weights += weight;
            sum += battery.Percent * weight;
        }

        return sum / weights;
    }

    private static TimeSpan? GetTimeLeft(List<Battery> batteries)
    {
        double now = 0;
        double rate = 0;
        foreach (Battery battery in batteries)
        {
            if (battery.Now is not { } charge || battery.IsEnergy != batteries[0].IsEnergy)
            {
                now = rate = 0;
                break;
            }

            now += Math.Max(charge, 0);
            rate += battery.Rate ?? 0;
        }

        double seconds =
            rate > 0 ? now / rate * 3600
            : batteries is [{ TimeToEmpty: > 0 and < UnknownSeconds and var known }] ? known
            : double.NaN;
        return seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static BatteryStatus? CombineStatus(List<Battery> batteries)
    {
        // Batteries are discharged and charged one after the other, so the state of any one is the state of all.
        return Any(BatteryStatus.Charging)
            ?? Any(BatteryStatus.Discharging)
            ?? (batteries.TrueForAll(battery => battery.Status == BatteryStatus.Full) ? BatteryStatus.Full : (BatteryStatus?)null)
            ?? Any(BatteryStatus.NotCharging);

        BatteryStatus? Any(BatteryStatus status) => batteries.Exists(battery => battery.Status == status) ? status : null;
    }

    private static bool? IsPluggedIn(IReadOnlyList<PowerSupply> supplies)
    {
        bool? result = null;
        foreach (PowerSupply supply in supplies)
        {
            if (supply.IsOfMachine && !supply.IsBattery && supply.Type != "UPS" && supply.Online is { } online)
            {
                result = result == true || online > 0;
            }
        }

        return result;
    }

    private static bool? IsPluggedIn(BatteryStatus? status) => status is null ? null : status != BatteryStatus.Discharging;

    private static BatteryStatus? ToStatus(string? text) =>
        text switch
        {
            "Discharging" => BatteryStatus.Discharging,
            "Charging" => BatteryStatus.Charging,
            "Full" => BatteryStatus.Full,
            "Not charging" => BatteryStatus.NotCharging,
            _ => null,
        };

    private sealed record Battery(
        double Percent,
        long? Now,
        long? Full,
        bool IsEnergy,
        double? Rate,
        long? TimeToEmpty,
        BatteryStatus? Status,
        double? Watts
    );
}
