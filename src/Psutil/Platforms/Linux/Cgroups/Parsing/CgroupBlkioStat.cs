namespace Psutil.Platforms.Linux.Parsing;

/// <summary>
/// <c>blkio.throttle.io_service_bytes_recursive</c> and <c>io_serviced_recursive</c> of v1 (block/blk-cgroup-rwstat.c,
/// __blkg_prfill_rwstat): lines such as <c>8:0 Read 4096</c>, and at the end <c>Total 8192</c>.
/// </summary>
internal static class CgroupBlkioStat
{
    /// <summary>One device's amounts; null if its lines lack them.</summary>
    public readonly record struct Amounts(DeviceNumber Device, long? Read, long? Write, long? Discard);

    /// <summary>The devices, at most as many as given. A line of another form is left out.</summary>
    public static List<Amounts> Parse(ReadOnlySpan<byte> text, int most)
    {
        List<Amounts> devices = [];
        LineCursor lines = new(text, headerLines: 0);
        while (lines.MoveNext())
        {
            FieldCursor fields = new(lines.Current);
            if (
                !fields.TryNext(out ReadOnlySpan<byte> number)
                || !DeviceNumber.TryParse(number, out DeviceNumber device)
                || !fields.TryNext(out ReadOnlySpan<byte> kind)
                || !fields.TryNext(out long value)
                || value < 0
            )
            {
                continue;
            }

            // A device's lines follow each other.
            if (devices.Count == 0 || devices[^1].Device != device)
            {
                if (devices.Count == most)
                {
                    break;
                }

                devices.Add(new Amounts(device, null, null, null));
            }

            devices[^1] =
                kind.SequenceEqual("Read"u8) ? devices[^1] with { Read = value }
                : kind.SequenceEqual("Write"u8) ? devices[^1] with { Write = value }
                : kind.SequenceEqual("Discard"u8) ? devices[^1] with { Discard = value }
                : devices[^1];
        }

        return devices;
    }
}
