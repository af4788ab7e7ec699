using System.Diagnostics.CodeAnalysis;
using Psutil.Platforms.Windows.Interop;
using Psutil.Platforms.Windows.Parsing;

namespace Psutil.Platforms.Windows;

/// <summary>The services of the service control manager.</summary>
internal sealed unsafe class WindowsServices : ServiceManager
{
    // The manager returns at most this much at once; further services need further calls.
    private const int LargestPage = 256 * 1024;

    public override IReadOnlyList<ServiceEntry> GetServices()
    {
        using ServiceHandle manager = OpenManager();
        using NativeBuffer buffer = new(LargestPage);
        List<ServiceEntry> services = [];
        uint resume = 0;
        bool hasMore;
        do
        {
            uint start = resume;
            int count = 0;
            hasMore = false;
            int error = buffer.FillByError(
                (bytes, length, out needed) =>
                {
                    resume = start;
                    int result = Advapi32.EnumerateServices(manager, bytes, Math.Min(length, LargestPage), ref resume, out count);
                    hasMore = result == Win32Error.MoreData && count > 0;
                    needed = length;
                    return hasMore ? Win32Error.Success : result;
                }
            );
            if (error != Win32Error.Success)
            {
                throw Win32Error.ToException("EnumServicesStatusExW", error);
            }

            services.AddRange(ServiceParser.ParseList(buffer.Answer, buffer.Address, count));
            hasMore &= resume > start;
        } while (hasMore);

        services.Sort(static (left, right) => string.Compare(left.Name, right.Name, StringComparison.OrdinalIgnoreCase));
        return services;
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

        service = ServiceParser.ParseDetails(name, buffer.Answer, buffer.Address, status, ReadDescription(handle, name))
            ?? throw new MalformedDataException($"QueryServiceConfigW({name})", "QUERY_SERVICE_CONFIGW");
        return true;
    }

    private static ServiceHandle OpenManager() =>
        Advapi32.OpenServiceManager(out int error) ?? throw Win32Error.ToException("OpenSCManagerW", error);

    private static PsutilException Failure(string call, string name, int error) => Win32Error.ToException($"{call}({name})", error);

    // A description can refer to a library that does not exist: if it cannot be read, it is null.
    private static string? ReadDescription(ServiceHandle service, string name)
    {
        using NativeBuffer buffer = new(8192);
        int error = buffer.FillByError((bytes, length, out needed) => Advapi32.QueryServiceDescription(service, bytes, length, out needed));
        if (error == Win32Error.Success)
        {
            return ServiceParser.ParseDescription(buffer.Answer, buffer.Address);
        }

        CallFailure.Error($"QueryServiceConfig2W({name})", error).Note("service description");
        return null;
    }
}
