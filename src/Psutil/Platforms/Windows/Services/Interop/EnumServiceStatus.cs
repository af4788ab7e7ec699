namespace Psutil.Platforms.Windows.Interop;

/// <summary><c>ENUM_SERVICE_STATUS_PROCESSW</c>: a service of the list. The texts follow the last one.</summary>
internal struct EnumServiceStatus
{
    public nuint ServiceName;
    public nuint DisplayName;
    public ServiceStatusProcess Status;
}
