namespace Psutil.Diagnostics;

/// <summary>The instruments of containers, by their cgroups. A machine without cgroups has none.</summary>
internal static class ContainerInstruments
{
    private const CgroupFields Fields = CgroupFields.Cpu | CgroupFields.Memory | CgroupFields.IO;

    private sealed record Container(KeyValuePair<string, object?>[] Tags, CgroupSnapshot Group);

    private sealed record Reading(IReadOnlyList<Container> Containers);

    public static void Add(InstrumentFactory factory, Machine machine)
    {
        if (machine.Cgroups is not { } cgroups)
        {
            return;
        }

        Source<Reading> source = factory.Sampler.Add("containers", "containers", () => Read(cgroups));
        factory.Counter(source, "container.cpu.time", "s", "The CPU time of the container.", value =>
            value.Containers.SelectMany(CpuTimes)
        );
        factory.UpDownCounter(source, "container.memory.usage", "By", "The memory of the container.", value =>
            value.Containers.SelectMany(one => Measure.One(one.Group.Memory?.Current, one.Tags))
        );
        factory.UpDownCounter(source, "container.memory.available", "By", "What the container may still use of its memory limit.", value =>
            value.Containers.SelectMany(one => Measure.One(AvailableMemory(one.Group), one.Tags))
        );
        factory.Counter(source, "container.disk.io", "By", "The bytes that the container read and wrote.", value =>
            value.Containers.SelectMany(DiskBytes)
        );
        factory.Counter(source, "psutil.container.cpu.throttled.time", "s", "How long the container was held back by its limit.", value =>
            value.Containers.SelectMany(one => Measure.One(one.Group.Cpu?.ThrottledTime?.TotalSeconds, one.Tags))
        );
        factory.Counter(
            source,
            "psutil.container.oom_kills",
            "{process}",
            "The processes of the container that were killed for memory.",
            value => value.Containers.SelectMany(one => Measure.One(one.Group.Memory?.OomKills, one.Tags))
        );
    }

    // A container's own group is above those that it makes.
    private static Reading Read(Cgroups cgroups)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        return new Reading([
            .. cgroups
                .Capture(Fields)
                .Groups.Where(group => group.ContainerId is { } id && seen.Add(id))
                .Select(group => new Container([.. Tags(group)], group)),
        ]);
    }

    private static IEnumerable<KeyValuePair<string, object?>> Tags(CgroupSnapshot group)
    {
        yield return Measure.TextTag("container.id", group.ContainerId!);
        if (group.ContainerName is { } name)
        {
            yield return Measure.TextTag("container.name", name);
        }

        if (group.PodUid is { } pod)
        {
            yield return Measure.TextTag("k8s.pod.uid", pod);
        }
    }

    private static IEnumerable<Measurement<double>> CpuTimes(Container one) =>
        one.Group.Cpu is { User: { } user, System: { } system }
            ? Measure.Each<double>(one.Tags, "cpu.mode", ("user", user.TotalSeconds), ("system", system.TotalSeconds))
            : Measure.One(one.Group.Cpu?.Usage?.TotalSeconds, one.Tags);

    private static long? AvailableMemory(CgroupSnapshot group) =>
        group.Memory is { Limit: { } limit, Current: { } current } ? Math.Max(limit - current, 0) : null;

    private static IEnumerable<Measurement<long>> DiskBytes(Container one)
    {
        foreach (CgroupDeviceIO device in one.Group.DeviceIO ?? [])
        {
            KeyValuePair<string, object?>[] tags = [.. one.Tags, Measure.TextTag("system.device", device.Name ?? device.Number)];
            foreach (
                Measurement<long> bytes in Measure.Each(tags, "disk.io.direction", ("read", device.ReadBytes), ("write", device.WriteBytes))
            )
            {
                yield return bytes;
            }
        }
    }
}
