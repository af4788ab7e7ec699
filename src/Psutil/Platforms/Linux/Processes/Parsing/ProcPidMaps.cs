namespace Psutil.Platforms.Linux.Parsing;

/// <summary>
/// The file-backed regions of <c>/proc/PID/maps</c>: <c>00400000-00452000 r-xp 00000000 08:02 173521 /usr/bin/dbus-daemon</c>. Lines of
/// another form are left out.
/// </summary>
internal ref struct ProcPidMaps(ReadOnlySpan<byte> text)
{
    private LineCursor _lines = new(text, headerLines: 0);
    private ReadOnlySpan<byte> _start;
    private ReadOnlySpan<byte> _end;

    /// <summary>As in the directory <c>map_files</c>, where numbers have no leading zeros.</summary>
    public readonly ReadOnlySpan<byte> Start => _start.TrimStart((byte)'0');

    /// <inheritdoc cref="Start"/>
    public readonly ReadOnlySpan<byte> End => _end.TrimStart((byte)'0');

    /// <summary>The device of the file's file system. Not always the one that stat(2) returns (btrfs, overlay).</summary>
    public DeviceNumber Device { get; private set; }

    /// <summary>The file's inode.</summary>
    public ulong Inode { get; private set; }

    /// <summary>The file's path as the process sees it, with newlines escaped.</summary>
    public ReadOnlySpan<byte> Path { get; private set; }

    public bool MoveNext()
    {
        while (_lines.MoveNext())
        {
            if (TryParse(_lines.Current))
            {
                return true;
            }
        }

        return false;
    }

    private bool TryParse(ReadOnlySpan<byte> line)
    {
        FieldCursor fields = new(line);
        if (
            !fields.TryNext(out ReadOnlySpan<byte> address)
            || !fields.Skip(2)
            || !fields.TryNext(out ReadOnlySpan<byte> device)
            || !fields.TryNext(out ulong inode)
            || inode == 0
        )
        {
            return false;
        }

        int dash = address.IndexOf((byte)'-');
        if (dash < 0 || !DeviceNumber.TryParseHex(device, out DeviceNumber number))
        {
            return false;
        }

        _start = address[..dash];
        _end = address[(dash + 1)..];
        Device = number;
        Inode = inode;
        Path = fields.Rest.TrimStart((byte)' ');
        return true;
    }
}
