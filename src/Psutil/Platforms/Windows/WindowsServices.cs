using System.Diagnostics.CodeAnalysis;
using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>The services of the service control manager.</summary>
internal sealed unsafe class WindowsServices : Services
{
    public override IReadOnlyList<ServiceEntry> Enumerate()
    {
        using ServiceHandle manager = OpenManager();
        using NativeBuffer buffer = new(1 << 16);
        int count = 0;
        int error = buffer.FillByError((bytes, length, out needed) =>
        {
            int result = Advapi32.EnumerateServices(manager, bytes, length, out needed, out count);
            needed = result == Win32Error.Success ? length : length + needed;
            return result;
        });
        return error == Win32Error.Success ? ServiceParser.ParseList(buffer.Answer, buffer.Address, count) : throw Win32Error.ToException("EnumServicesStatusExW", error);
    }

    public override bool TryGet(string name, [NotNullWhen(true)] out ServiceDetails? service)
    {
        ArgumentNullException.ThrowIfNull(name);
        service = null;
        using ServiceHandle manager = OpenManager();
        using ServiceHandle? handle = Advapi32.OpenService(manager, name, out int error);
        if (handle is null)
        {
            return error is Win32Error.ServiceDoesNotExist or Win32Error.InvalidName ? false : throw Failure("OpenServiceW", name, error);
        }

        error = Advapi32.QueryServiceStatus(handle, out ServiceStatusProcess status);
        if (error != Win32Error.Success)
        {
            throw Failure("QueryServiceStatusEx", name, error);
        }

        using NativeBuffer buffer = new(8192);
        error = buffer.FillByError((bytes, length, out needed) => Advapi32.QueryServiceConfiguration(handle, bytes, length, out needed));
        if (error != Win32Error.Success)
        {
            throw Failure("QueryServiceConfigW", name, error);
        }

        service = ServiceParser.ParseDetails(name, buffer.Answer, buffer.Address, status, ReadDescription(handle))
            ?? throw new MalformedDataException($"QueryServiceConfigW({name})", "QUERY_SERVICE_CONFIGW");
        return true;
    }

    private static ServiceHandle OpenManager() => Advapi32.OpenServiceManager(out int error) ?? throw Win32Error.ToException("OpenSCManagerW", error);

    private static PsutilException Failure(string call, string name, int error) => Win32Error.ToException($"{call}({name})", error);

    // A description may also be a text of a library that is not there: what cannot be had is none.
    private static string? ReadDescription(ServiceHandle service)
    {
        using NativeBuffer buffer = new(8192);
        int error = buffer.FillByError((bytes, length, out needed) => Advapi32.QueryServiceDescription(service, bytes, length, out needed));
        return error == Win32Error.Success ? ServiceParser.ParseDescription(buffer.Answer, buffer.Address) : null;
    }
}
