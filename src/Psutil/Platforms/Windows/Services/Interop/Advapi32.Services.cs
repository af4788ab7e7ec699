using System.Runtime.InteropServices;

namespace Psutil.Platforms.Windows.Interop;

internal static unsafe partial class Advapi32
{
    private const uint ConnectAndEnumerate = 1 | 4;
    private const uint QueryConfigurationAndStatus = 1 | 4;
    private const uint OwnAndSharedProcesses = 0x30;
    private const uint ActiveAndInactive = 3;
    private const int ProcessInformationLevel = 0;
    private const uint DescriptionLevel = 1;

    /// <summary>Opens the service manager; null if the caller does not have the rights.</summary>
    public static ServiceHandle? OpenServiceManager(out int error) => Wrap(OpenSCManagerW(null, null, ConnectAndEnumerate), out error);

    public static ServiceHandle? OpenService(ServiceHandle manager, string name, out int error) =>
        Wrap(OpenServiceW(manager, name, QueryConfigurationAndStatus), out error);

    /// <summary>
    /// Lists services, starting at <paramref name="resume"/> (0 at first): entries of <see cref="EnumServiceStatus"/>, then the texts that
    /// they point to.
    /// </summary>
    public static int EnumerateServices(ServiceHandle manager, void* buffer, int length, ref uint resume, out int count)
    {
        uint more = 0,
            found = 0,
            next = resume;
        int succeeded = EnumServicesStatusExW(
            manager,
            ProcessInformationLevel,
            OwnAndSharedProcesses,
            ActiveAndInactive,
            buffer,
            (uint)length,
            &more,
            &found,
            &next,
            null
        );
        resume = next;
        count = (int)found;
        return succeeded != 0 ? Win32Error.Success : Win32Error.Last;
    }

    public static int QueryServiceConfiguration(ServiceHandle service, void* buffer, int length, out int needed)
    {
        uint more = 0;
        int succeeded = QueryServiceConfigW(service, buffer, (uint)length, &more);
        needed = (int)more;
        return succeeded != 0 ? Win32Error.Success : Win32Error.Last;
    }

    /// <summary>A pointer to the description, then its text.</summary>
    public static int QueryServiceDescription(ServiceHandle service, void* buffer, int length, out int needed)
    {
        uint more = 0;
        int succeeded = QueryServiceConfig2W(service, DescriptionLevel, buffer, (uint)length, &more);
        needed = (int)more;
        return succeeded != 0 ? Win32Error.Success : Win32Error.Last;
    }

    public static int QueryServiceStatus(ServiceHandle service, out ServiceStatusProcess status)
    {
        ServiceStatusProcess answer = default;
        uint more = 0;
        int succeeded = QueryServiceStatusEx(service, ProcessInformationLevel, &answer, (uint)sizeof(ServiceStatusProcess), &more);
        status = answer;
        return succeeded != 0 ? Win32Error.Success : Win32Error.Last;
    }

    public static bool CloseService(nint handle) => CloseServiceHandle(handle) != 0;

    private static ServiceHandle? Wrap(nint handle, out int error)
    {
        error = handle == 0 ? Win32Error.Last : Win32Error.Success;
        return handle == 0 ? null : new ServiceHandle(handle);
    }

    [LibraryImport(Library, SetLastError = true)]
    private static partial nint OpenSCManagerW(char* machine, char* database, uint access);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    private static partial nint OpenServiceW(ServiceHandle manager, string name, uint access);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int EnumServicesStatusExW(
        ServiceHandle manager,
        int level,
        uint type,
        uint state,
        void* services,
        uint length,
        uint* needed,
        uint* count,
        uint* resume,
        char* group
    );

    [LibraryImport(Library, SetLastError = true)]
    private static partial int QueryServiceConfigW(ServiceHandle service, void* configuration, uint length, uint* needed);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int QueryServiceConfig2W(ServiceHandle service, uint level, void* information, uint length, uint* needed);

    [LibraryImport(Library, SetLastError = true)]
    private static partial int QueryServiceStatusEx(ServiceHandle service, int level, void* status, uint length, uint* needed);

    [LibraryImport(Library)]
    private static partial int CloseServiceHandle(nint handle);
}

/// <summary>A handle of the service manager, or of a service.</summary>
internal sealed class ServiceHandle : SafeHandle
{
    public ServiceHandle(nint handle)
        : base(0, ownsHandle: true) => SetHandle(handle);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle() => Advapi32.CloseService(handle);
}

/// <summary><c>ENUM_SERVICE_STATUS_PROCESSW</c>: a service of the list. The texts follow the last one.</summary>
internal struct EnumServiceStatus
{
    public nuint ServiceName;
    public nuint DisplayName;
    public ServiceStatusProcess Status;
}

/// <summary><c>SERVICE_STATUS_PROCESS</c>.</summary>
internal struct ServiceStatusProcess
{
    public uint ServiceType;
    public uint CurrentState;
    public uint ControlsAccepted;
    public uint Win32ExitCode;
    public uint ServiceSpecificExitCode;
    public uint CheckPoint;
    public uint WaitHint;
    public uint ProcessId;
    public uint ServiceFlags;
}

/// <summary><c>QUERY_SERVICE_CONFIGW</c>. The texts follow it.</summary>
internal struct QueryServiceConfiguration
{
    public uint ServiceType;
    public uint StartType;
    public uint ErrorControl;
    public nuint BinaryPathName;
    public nuint LoadOrderGroup;
    public uint TagId;
    public nuint Dependencies;
    public nuint ServiceStartName;
    public nuint DisplayName;
}
