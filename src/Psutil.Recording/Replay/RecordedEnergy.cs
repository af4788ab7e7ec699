namespace Psutil.Recording;

internal sealed class RecordedEnergy(RecordedMachine machine) : Energy(machine)
{
    public override IReadOnlyList<EnergyZone> GetZones() =>
        machine.ReadList(MachineRows.Energy, RecordTable.EnergyZones, MachineRows.ZoneOf);
}
