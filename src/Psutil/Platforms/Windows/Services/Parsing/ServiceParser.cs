using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.Platforms.Windows.Parsing;

/// <summary>Parses the data of the service manager.</summary>
internal static class ServiceParser
{
    /// <summary>The list of all services, in the order of their names.</summary>
    public static IReadOnlyList<ServiceEntry> ParseList(ReadOnlySpan<byte> answer, nuint address, int count)
    {
        AddressedText texts = new(answer, address);
        ReadOnlySpan<EnumServiceStatus> entries = MemoryMarshal.Cast<byte, EnumServiceStatus>(answer);
        entries = entries[..Math.Clamp(count, 0, entries.Length)];
        List<ServiceEntry> services = new(entries.Length);
        foreach (EnumServiceStatus entry in entries)
        {
            if (texts.TerminatedOrNull(entry.ServiceName) is { } name)
            {
                services.Add(
                    new ServiceEntry
                    {
                        Name = name,
                        DisplayName = texts.TerminatedOrNull(entry.DisplayName) ?? name,
                        Status = ToStatus(entry.Status),
                        Pid = PidOf(entry.Status),
                    }
                );
            }
        }

        services.Sort((left, right) => string.Compare(left.Name, right.Name, StringComparison.OrdinalIgnoreCase));
        return services;
    }

    /// <summary>A service's configuration with its status; null if the data is incomplete.</summary>
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
            Status = ToStatus(status),
            Pid = PidOf(status),
            StartType = ToStartType(configuration.StartType),
            BinaryPath = texts.TerminatedOrNull(configuration.BinaryPathName),
            UserName = texts.TerminatedOrNull(configuration.ServiceStartName),
            Description = description,
        };
    }

    /// <summary>A service's description; null if it has none.</summary>
    public static string? ParseDescription(ReadOnlySpan<byte> answer, nuint address) =>
        MemoryMarshal.TryRead(answer, out nuint pointer) ? new AddressedText(answer, address).TerminatedOrNull(pointer) : null;

    private static ServiceStatus ToStatus(in ServiceStatusProcess status) =>
        status.CurrentState switch
        {
            1 => ServiceStatus.Stopped,
            2 => ServiceStatus.StartPending,
            3 => ServiceStatus.StopPending,
            4 => ServiceStatus.Running,
            5 => ServiceStatus.ContinuePending,
            6 => ServiceStatus.PausePending,
            7 => ServiceStatus.Paused,
            _ => ServiceStatus.Unknown,
        };

    private static ServiceStartType ToStartType(uint number) =>
        number switch
        {
            0 => ServiceStartType.Boot,
            1 => ServiceStartType.System,
            2 => ServiceStartType.Automatic,
            3 => ServiceStartType.Manual,
            4 => ServiceStartType.Disabled,
            _ => ServiceStartType.Unknown,
        };

    private static int? PidOf(in ServiceStatusProcess status) => status.ProcessId is > 0 and <= int.MaxValue ? (int)status.ProcessId : null;
}
