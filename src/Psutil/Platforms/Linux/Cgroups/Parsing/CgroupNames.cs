namespace Psutil.Platforms.Linux.Parsing;

/// <summary>
/// What the path of a cgroup names: what <see cref="CgroupPath"/> finds, slices, and containers that have names instead of IDs.
/// </summary>
internal readonly record struct CgroupNames(
    string? Unit,
    string? Slice,
    string? ContainerId,
    string? ContainerName,
    string? Runtime,
    string? PodUid
)
{
    private const string Lxc = "lxc";
    private const string LxcPayload = "lxc.payload";
    private const string Nspawn = "systemd-nspawn";
    private const string NspawnPrefix = "systemd-nspawn@";
    private const string ServiceSuffix = ".service";
    private const string SliceSuffix = ".slice";

    /// <summary>Parses a path.</summary>
    public static CgroupNames Parse(string path)
    {
        ProcessCgroup known = CgroupPath.Parse(path);
        ReadOnlySpan<char> slice = default;
        ReadOnlySpan<char> name = default;
        string? runtime = null;
        ReadOnlySpan<char> above = default;
        foreach (Range range in path.AsSpan().Split('/'))
        {
            ReadOnlySpan<char> part = path.AsSpan(range);
            if (part.IsEmpty)
            {
                continue;
            }

            slice = part.Length > SliceSuffix.Length && part.EndsWith(SliceSuffix, StringComparison.Ordinal) ? part : slice;

            // /lxc/NAME and /lxc.payload/NAME of older versions, /lxc.payload.NAME of later ones; /lxc.monitor.NAME is not the container.
            if (above is Lxc or LxcPayload)
            {
                name = part;
                runtime = Lxc;
            }
            else if (part.StartsWith($"{LxcPayload}.", StringComparison.Ordinal) && part.Length > LxcPayload.Length + 1)
            {
                name = part[(LxcPayload.Length + 1)..];
                runtime = Lxc;
            }
            else if (
                part.StartsWith(NspawnPrefix, StringComparison.Ordinal)
                && part.EndsWith(ServiceSuffix, StringComparison.Ordinal)
                && part.Length > NspawnPrefix.Length + ServiceSuffix.Length
            )
            {
                name = part[NspawnPrefix.Length..^ServiceSuffix.Length];
                runtime = Nspawn;
            }

            above = part;
        }

        string? sliceName = slice.IsEmpty ? null : new string(slice);

        // A container with an ID in one of LXC, such as Docker in LXC: the inner one counts.
        return known.ContainerId is null
            ? new CgroupNames(known.Unit, sliceName, null, name.IsEmpty ? null : new string(name), runtime, known.PodUid)
            : new CgroupNames(known.Unit, sliceName, known.ContainerId, null, known.Runtime, known.PodUid);
    }
}
