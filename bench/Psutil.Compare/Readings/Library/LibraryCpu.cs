namespace Psutil.Compare.Readings.Library;

internal sealed class LibraryCpu : LibraryReading
{
    private IReadOnlyList<CpuCoreTimes> _cores = [];

    public override string Workload => "cpu";

    public override double? Bar => 1.3;

    public override int Read()
    {
        _cores = Machine.Cpu.GetTimesPerCpu();
        return 1;
    }

    public override void Check(RecordWriter records)
    {
        foreach (CpuCoreTimes core in _cores)
        {
            string record = core.Number.ToString(CultureInfo.InvariantCulture);
            records.WriteSeconds(record, "user", core.Times.User);
            records.WriteSeconds(record, "nice", core.Times.Nice);
            records.WriteSeconds(record, "system", core.Times.System);
            records.WriteSeconds(record, "idle", core.Times.Idle);
            records.WriteSeconds(record, "iowait", core.Times.IOWait);
            records.WriteSeconds(record, "irq", core.Times.Irq);
            records.WriteSeconds(record, "softirq", core.Times.SoftIrq);
            records.WriteSeconds(record, "steal", core.Times.Steal);
            records.WriteSeconds(record, "guest", core.Times.Guest);
            records.WriteSeconds(record, "guest_nice", core.Times.GuestNice);
        }
    }
}
