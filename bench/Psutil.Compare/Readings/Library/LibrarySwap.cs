namespace Psutil.Compare.Readings.Library;

internal sealed class LibrarySwap : LibraryReading
{
    private SwapMemory _swap;

    public override string Workload => "swap";

    public override double? Bar => 1.3;

    public override int Read()
    {
        _swap = Machine.Memory.GetSwap();
        return 1;
    }

    public override void Check(RecordWriter records)
    {
        records.Write("swap", "total", _swap.Total);
        records.Write("swap", "free", _swap.Free);
        records.Write("swap", "used", _swap.Used);
        records.Write("swap", "in", _swap.SwappedIn);
        records.Write("swap", "out", _swap.SwappedOut);
    }
}
