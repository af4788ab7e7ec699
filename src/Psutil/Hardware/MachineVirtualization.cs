namespace Psutil;

/// <summary>Whether the operating system runs in a virtual machine, and this process in a container.</summary>
public readonly record struct MachineVirtualization
{
    /// <summary>The virtual machine; <see cref="VirtualMachineKind.None"/> if there is no sign of one.</summary>
    public required VirtualMachineKind VirtualMachine { get; init; }

    /// <summary>The container; <see cref="ContainerKind.None"/> if there is no sign of one.</summary>
    public required ContainerKind Container { get; init; }

    /// <summary>
    /// Whether the container belongs to a pod of Kubernetes; null if unknown. Linux: the service account in
    /// <c>/run/secrets/kubernetes.io</c>, or the cgroup.
    /// </summary>
    public bool? IsKubernetesPod { get; init; }
}
