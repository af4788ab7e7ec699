namespace Psutil.Diagnostics;

/// <summary>The attributes of the container that a process runs in, as far as the path of its cgroup names it.</summary>
internal static class ContainerAttributes
{
    public static IEnumerable<KeyValuePair<string, object?>> Of(ProcessCgroup? cgroup)
    {
        if (cgroup?.ContainerId is { } container)
        {
            yield return Measure.TextTag("container.id", container);
        }

        if (cgroup?.PodUid is { } pod)
        {
            yield return Measure.TextTag("k8s.pod.uid", pod);
        }
    }
}
