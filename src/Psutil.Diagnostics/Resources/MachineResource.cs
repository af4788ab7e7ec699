using System.Runtime.InteropServices;
using Psutil.Diagnostics.Platforms;

namespace Psutil.Diagnostics;

/// <summary>
/// The resource that telemetry of this process comes from, as attributes of OpenTelemetry's semantic conventions: <c>host.*</c>,
/// <c>os.*</c>, <c>process.*</c>, <c>container.id</c> and <c>k8s.pod.uid</c>.
/// </summary>
/// <example>
/// <code>
/// builder.Services.AddOpenTelemetry()
///     .ConfigureResource(resource => resource.AddAttributes(MachineResource.GetAttributes(Machine.Local)));
/// </code>
/// </example>
public static class MachineResource
{
    /// <summary>
    /// Reads the attributes. One that is unknown is missing. The command line, the arguments and the working directory are never among
    /// them, because they can have secrets.
    /// </summary>
    /// <remarks>
    /// <c>host.name</c>, <c>host.arch</c>, <c>os.type</c>, <c>os.description</c> and, other than on Linux, <c>os.version</c> are those of
    /// .NET: of the system that this process sees, in a container that of the container. <c>os.name</c> and on Linux <c>os.version</c> are
    /// <c>NAME</c> and <c>VERSION_ID</c> of <c>/etc/os-release</c>. <c>host.id</c> is <c>/etc/machine-id</c>, unless the process is in a
    /// container. <c>process.*</c>, <c>container.id</c> and
    /// <c>k8s.pod.uid</c> are those of the process, the last two from the path of its cgroup (Linux).
    /// </remarks>
    /// <param name="machine">The machine whose process this is.</param>
    public static IReadOnlyList<KeyValuePair<string, object>> GetAttributes(Machine machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        Dictionary<string, object> attributes = new(StringComparer.Ordinal);
        Add("host.name", Environment.MachineName);
        Add("host.arch", Architecture());
        Add("os.type", SystemAttributes.Type);
        Add("os.description", RuntimeInformation.OSDescription);

        OSRelease? release = ReadRelease();
        Add("os.name", release?.Name);
        Add("os.version", SystemAttributes.Version(release));
        attributes["process.pid"] = Environment.ProcessId;
        Add("process.runtime.name", ".NET");
        Add("process.runtime.version", Environment.Version.ToString());
        Add("process.runtime.description", RuntimeInformation.FrameworkDescription);
        if (ReadSelf(machine) is { } process)
        {
            Add("process.creation.time", process.CreateTime?.ToString("O", CultureInfo.InvariantCulture));
            Add("process.owner", process.UserName);
            Add("process.executable.path", process.ExecutablePath);
            Add("process.executable.name", Path.GetFileName(process.ExecutablePath) ?? process.Name);
            foreach (KeyValuePair<string, object?> attribute in ContainerAttributes.Of(process.Cgroup))
            {
                attributes[attribute.Key] = attribute.Value!;
            }
        }

        // In a container it would be the number of the image, which all of its containers have.
        Add("host.id", attributes.ContainsKey("container.id") ? null : ReadMachineId());

        return [.. attributes];

        void Add(string key, string? value)
        {
            if (value is { Length: > 0 })
            {
                attributes[key] = Measure.Text(value);
            }
        }
    }

    private static OSRelease? ReadRelease() =>
        (new SmallFiles("/etc").TryRead("os-release") ?? new SmallFiles("/usr/lib").TryRead("os-release")) is { } text
            ? OSRelease.Parse(text)
            : null;

    // "uninitialized" until the first start of an image.
    private static string? ReadMachineId() =>
        (new SmallFiles("/etc").TryReadLine("machine-id") ?? new SmallFiles("/var/lib/dbus").TryReadLine("machine-id")) is { Length: 32 } id
        && id.All(char.IsAsciiHexDigit)
            ? id
            : null;

    private static ProcessSnapshot? ReadSelf(Machine machine)
    {
        const ProcessFields Fields =
            ProcessFields.Name | ProcessFields.CreateTime | ProcessFields.UserName | ProcessFields.ExecutablePath | ProcessFields.Cgroup;
        try
        {
            return machine.Processes.Current.Capture(Fields & machine.Processes.SupportedFields);
        }
        catch (PsutilException)
        {
            // Another root's machine, on which this process is not, or cannot be found.
            return null;
        }
    }

    private static string? Architecture() =>
        RuntimeInformation.OSArchitecture switch
        {
            System.Runtime.InteropServices.Architecture.X64 => "amd64",
            System.Runtime.InteropServices.Architecture.X86 => "x86",
            System.Runtime.InteropServices.Architecture.Arm64 => "arm64",
            System.Runtime.InteropServices.Architecture.Arm or System.Runtime.InteropServices.Architecture.Armv6 => "arm32",
            System.Runtime.InteropServices.Architecture.S390x => "s390x",
            System.Runtime.InteropServices.Architecture.Ppc64le => "ppc64",
            var other => other.ToString().ToLowerInvariant(),
        };
}
