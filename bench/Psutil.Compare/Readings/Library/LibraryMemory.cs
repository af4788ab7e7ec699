namespace Psutil.Compare.Readings.Library;

internal sealed class LibraryMemory : LibraryReading
{
    private VirtualMemory? _memory;

    public override string Workload => "memory";

    public override double? Bar => 1.3;

    public override int Read()
    {
        _memory = Machine.Memory.GetVirtual();
        return 1;
    }

    public override void Check(RecordWriter records)
    {
        VirtualMemory memory = _memory!;
        records.Write("memory", "total", memory.Total);
        records.Write("memory", "available", memory.Available);
        records.Write("memory", "free", memory.Free);
        records.Write("memory", "active", memory.Active);
        records.Write("memory", "inactive", memory.Inactive);
        records.Write("memory", "buffers", memory.Buffers);
        records.Write("memory", "cached", memory.Cached);
        records.Write("memory", "shared", memory.Shared);
        records.Write("memory", "slab", memory.Slab);
    }
}
