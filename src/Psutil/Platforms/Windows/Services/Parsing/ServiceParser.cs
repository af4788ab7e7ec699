using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows.Parsing;

/// <summary>What the service manager tells.</summary>
internal static class ServiceParser
{
    /// <summary>The list of all services, in the order of their names.</summary>
    public static IReadOnlyList<ServiceEntry> ParseList(ReadOnlySpan<byte> answer, nuint address, int count)
    {
        AddressedText texts = new(answer, address);
        ReadOnlySpan<EnumServiceStatus> entries = MemoryMarshal.Cast<byte, EnumServiceStatus>(answer);
        List<ServiceEntry> services = new(Math.Min(count, entries.Length));
        foreach (EnumServiceStatus entry in entries[..Math.Clamp(count, 0, entries.Length)])
        {
            if (texts.TerminatedOrNull(entry.ServiceName) is { } name)
            {
                services.Add(
                    new ServiceEntry(
                        name,
                        texts.TerminatedOrNull(entry.DisplayName) ?? name,
                        (ServiceStatus)entry.Status.CurrentState,
                        PidOf(entry.Status)
                    )
                );
            }
        }

        services.Sort((left, right) => string.Compare(left.Name, right.Name, StringComparison.OrdinalIgnoreCase));
        return services;
    }

    /// <summary>A service's configuration with its status; null if the answer is not whole.</summary>
    public static ServiceDetails? ParseDetails(
        string name,
        ReadOnlySpan<byte> answer,
        nuint address,
        in ServiceStatusProcess status,
        string? description
    )
    {
        if (answer.Length < Unsafe.SizeOf<QueryServiceConfiguration>())
        {
            return null;
        }

        AddressedText texts = new(answer, address);
        QueryServiceConfiguration configuration = MemoryMarshal.Read<QueryServiceConfiguration>(answer);
        return new ServiceDetails
        {
            Name = name,
            DisplayName = texts.TerminatedOrNull(configuration.DisplayName) ?? name,
            Status = (ServiceStatus)status.CurrentState,
            Pid = PidOf(status),
            StartType = (ServiceStartType)configuration.StartType,
            BinaryPath = texts.TerminatedOrNull(configuration.BinaryPathName),
            UserName = texts.TerminatedOrNull(configuration.ServiceStartName),
            Description = description,
        };
    }

    /// <summary>A service's description; null if it has none.</summary>
    public static string? ParseDescription(ReadOnlySpan<byte> answer, nuint address) =>
        MemoryMarshal.TryRead(answer, out nuint pointer) ? new AddressedText(answer, address).TerminatedOrNull(pointer) : null;

    private static int? PidOf(in ServiceStatusProcess status) => status.ProcessId is > 0 and <= int.MaxValue ? (int)status.ProcessId : null;
}
