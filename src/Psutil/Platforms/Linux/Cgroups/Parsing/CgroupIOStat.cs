namespace Psutil.Platforms.Linux.Parsing;

/// <summary>
/// <c>io.stat</c> of v2 (block/blk-cgroup.c, blkcg_print_one_stat): a line for each device, such as
/// <c>8:0 rbytes=1 wbytes=2 rios=3 wios=4 dbytes=5 dios=6</c>, and perhaps more pairs. A device without I/O may have a line with nothing
/// else.
/// </summary>
internal static class CgroupIOStat
{
    /// <summary>The devices with I/O, at most as many as given. A line of another form is left out.</summary>
    public static List<CgroupDeviceIO> Parse(ReadOnlySpan<byte> text, int most)
    {
        List<CgroupDeviceIO> devices = [];
        LineCursor lines = new(text, headerLines: 0);
        while (lines.MoveNext() && devices.Count < most)
        {
            FieldCursor fields = new(lines.Current);
            if (!fields.TryNext(out ReadOnlySpan<byte> number) || !DeviceNumber.TryParse(number, out DeviceNumber device))
            {
                continue;
            }

            CgroupDeviceIO io = new() { Number = device.ToString() };
            bool hasAny = false;
            while (fields.TryNext(out ReadOnlySpan<byte> pair))
            {
                int equals = pair.IndexOf((byte)'=');
                if (equals > 0 && Ascii.TryParse(pair[(equals + 1)..], out long value) && value >= 0)
                {
                    hasAny |= TrySet(ref io, pair[..equals], value);
                }
            }

            if (hasAny)
            {
                devices.Add(io);
            }
        }

        return devices;
    }

    private static bool TrySet(ref CgroupDeviceIO io, ReadOnlySpan<byte> name, long value)
    {
        CgroupDeviceIO before = io;
        io =
            name.SequenceEqual("rbytes"u8) ? io with { ReadBytes = value }
            : name.SequenceEqual("wbytes"u8) ? io with { WriteBytes = value }
            : name.SequenceEqual("rios"u8) ? io with { ReadCount = value }
            : name.SequenceEqual("wios"u8) ? io with { WriteCount = value }
            : name.SequenceEqual("dbytes"u8) ? io with { DiscardBytes = value }
            : io;
        return io != before;
    }
}
