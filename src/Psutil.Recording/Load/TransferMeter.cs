namespace Psutil.Recording;

/// <summary>Says what disks and interfaces moved from sample to sample.</summary>
internal sealed class TransferMeter
{
    private readonly RowChanges _disks = new(RecordTable.Disks);
    private readonly RowChanges _interfaces = new(RecordTable.Interfaces);
    private double _read;
    private double _written;
    private double _received;
    private double _sent;

    /// <summary>Takes a sample. Of the first one, nothing was moved.</summary>
    public Transfers Take(SampleRows rows)
    {
        (_read, _written, _received, _sent) = (0, 0, 0, 0);
        bool hasDisks = ReadingFields.Find(rows, DiskRows.IOCounters) is not null;
        bool hasInterfaces = ReadingFields.Find(rows, NetworkRows.IOCounters) is not null;
        if (hasDisks)
        {
            _disks.Take(rows, AddDisk);
        }

        if (hasInterfaces)
        {
            _interfaces.Take(rows, AddInterface);
        }

        return new Transfers(
            hasDisks ? _read : null,
            hasDisks ? _written : null,
            hasInterfaces ? _received : null,
            hasInterfaces ? _sent : null
        );
    }

    private void AddDisk(string name, Row? before, Row? now)
    {
        if (before is not null && now is not null && DiskRows.IsWholeDisk(now))
        {
            DiskIOCounters earlier = DiskRows.CountersOf(before);
            DiskIOCounters later = DiskRows.CountersOf(now);
            _read += Math.Max(0, (double)later.ReadBytes - earlier.ReadBytes);
            _written += Math.Max(0, (double)later.WriteBytes - earlier.WriteBytes);
        }
    }

    private void AddInterface(string name, Row? before, Row? now)
    {
        if (before is not null && now is not null && !NetworkRows.IsLoopback(name))
        {
            NetworkIOCounters earlier = NetworkRows.CountersOf(before);
            NetworkIOCounters later = NetworkRows.CountersOf(now);
            _received += Math.Max(0, (double)later.BytesReceived - earlier.BytesReceived);
            _sent += Math.Max(0, (double)later.BytesSent - earlier.BytesSent);
        }
    }
}
